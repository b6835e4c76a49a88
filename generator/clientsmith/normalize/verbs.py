"""English verbs that name actions in the paths of APIs."""

from __future__ import annotations

from collections.abc import Sequence

VERBS = frozenset("""
    abort accept acknowledge acquire activate add adjust advance allocate analyze apply approve archive assign
    attach authenticate authorize backup ban batch begin bind block book browse build bulk calculate call cancel
    capture change charge check checkout classify clean clear clone close commit compare complete compress compute
    confirm connect consume convert copy count create cut deactivate debit decline decode decrypt deduct delete
    deliver deny deploy deprecate dequeue describe destroy detach detect disable disassociate disconnect discard
    dismiss dispatch display dispute download drain drop duplicate edit embed enable encode encrypt end enqueue
    enroll erase escalate estimate evaluate exchange execute exists expand expire explain export extend extract
    fail fetch fill filter find finalize finish flag flush follow forget forward freeze generate get give grant
    hide hold ignore import ingest initialize initiate insert install introspect invalidate invite invoke issue
    join kill leave like link list listen load lock login logout log lookup mark match merge migrate modify
    monitor mount move mute notify offer open optimize order parse patch pause pay perform pin ping play poll
    post preview process promote provision publish pull purge push put query queue quit quote raise read reboot
    rebuild recalculate receive recover redeem redirect refresh refund register reindex reject release reload
    remind remove rename render renew reopen reorder repair replace replay reply report request requeue rerun
    reschedule resend reserve reset resize resolve restart restore restrict resubmit resume retrieve retry return
    reverse revert review revoke rollback rotate run sample save scale scan schedule search select send set share
    show shutdown sign signin signout signup skip snooze split star start stop store stream submit subscribe
    suggest summarize suspend swap switch sync synchronize tag take terminate test toggle touch track train
    transcribe transfer transform translate trash trigger unarchive unassign unban unblock unfollow unfreeze
    uninstall unlink unlock unmute unpin unpublish unregister unshare unstar unsubscribe unsuspend update upgrade
    upload upsert use validate verify view void vote wait wake watch whitelist withdraw write
    """.split())
_NOUNS = frozenset("""
    batch book build call charge check count exchange export hold import invite issue link list log match offer
    order play post preview process query queue quote report request return review sample scale schedule share
    store stream switch tag test track transfer trash use view vote watch backup display dispute download
    estimate extract filter flag label lock mark refund release reply reserve run search sign split star start
    """.split())
"""Words that are as often nouns: at the end of a path they are actions only of something before them."""

READING = frozenset(
    """
    calculate check compute count delete describe download estimate evaluate export fetch find get
    has is list lookup query read remove resolve retrieve search show validate verify
    """.split()
)
"""Verbs that several words at the end of the path of a GET or DELETE may begin with."""

ALONE = frozenset(
    "me self current search count status health ping latest whoami lookup autocomplete download export".split()
)
"""Last segments that a GET is named by."""


def is_action(name: Sequence[str]) -> bool:
    """Whether a last segment names an action."""
    if not name or name[0] not in VERBS:
        return False
    if len(name) > 1:
        return name[0] not in _NOUNS or name[0] in (
            "search",
            "export",
            "import",
            "download",
            "check",
        )
    return name[0] not in _NOUNS or name[0] in _ACTION_NOUNS


_ACTION_NOUNS = frozenset(
    "search export import download invite run start sign check query preview lock star vote estimate".split()
)
