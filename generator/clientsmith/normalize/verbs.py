"""English verbs that name actions in the paths of APIs."""

from __future__ import annotations

from collections.abc import Sequence

from clientsmith.normalize.names import is_plural

_ALL = """
    abort accept acknowledge acquire activate add adjust advance allocate analyze apply approve
    archive assign attach authenticate authorize backup ban batch begin bind block book browse
    build bulk calculate call cancel capture change charge check checkout classify clean clear
    clone close commit compare complete compress compute confirm connect consume convert copy
    count create crop cut deactivate debit decline decode decrypt deduct delete deliver deny
    deploy deprecate deprovision dequeue describe destroy detach detect disable disassociate
    discard disconnect dismiss dispatch display dispute download drain drop duplicate edit embed
    enable encode encrypt end enqueue enroll erase escalate estimate evaluate exchange exec
    execute exists expand expire explain export extend extract fail fetch fill filter finalize
    find finish flag flush follow forget forward freeze generate get give grant hide hold ignore
    import ingest initialize initiate insert install introspect invalidate invite invoke issue
    join kill leave like link list listen load lock log login logout lookup mark match merge
    migrate modify monitor mount move mute notify offer open optimize order parse patch pause pay
    perform pin ping play poll post preview process promote provision prune publish pull purge
    push put query queue quit quote raise reactivate read reboot rebuild recalculate receive
    recompute recover redeem redirect refresh refund regenerate register reindex reject release
    reload remind remove rename render renew reopen reorder repair replace replay replicate reply
    report reprocess request requeue rerequest rerun reschedule resend reserve reset resize
    resolve restart restore restrict resubmit resume resync retrieve retry return reverse revert
    review revoke rollback rotate run sample save scale scan schedule search select send set share
    show shutdown sign signin signout signup skip snooze split star start stop store stream submit
    subscribe suggest summarize suspend swap switch sync synchronize tag take terminate test
    toggle touch track train transcribe transfer transform translate trash trigger unarchive
    unassign unban unblock unfollow unfreeze uninstall unlink unlock unmount unmute unpause unpin
    unpublish unregister unshare unstar unsubscribe unsuspend update upgrade upload upsert use
    validate verify view void vote wait wake watch whitelist withdraw write
"""

_OFTEN_NOUNS = """
    backup batch book build call charge check count display dispute download estimate exchange
    export extract filter flag hold import invite issue label link list lock log match offer
    order play post preview process query queue quote refund release reply report request reserve
    return review run sample scale schedule search share sign split star start store stream switch
    tag test track transfer trash use view vote watch
"""

VERBS = frozenset(_ALL.split())
_NOUNS = frozenset(_OFTEN_NOUNS.split())
"""Words that are as often nouns: at the end of a path they are actions only when listed below."""

_NOUNS_THAT_ACT = """
    check download estimate export import invite list lock preview query run search sign star
    start vote
"""
_ACTIONS = frozenset(_NOUNS_THAT_ACT.split())

_READING_VERBS = """
    calculate compute delete describe fetch find get has is list lookup remove resolve retrieve
    validate verify
"""
_READING = frozenset(_READING_VERBS.split())
_READING_NOUNS = frozenset(
    (
        "check",
        "count",
        "download",
        "estimate",
        "evaluate",
        "export",
        "query",
        "read",
        "search",
        "show",
    )
)
_PREPOSITIONS = frozenset(
    ("by", "for", "from", "with", "within", "in", "of", "all", "using", "near")
)

_NAMING = """
    autocomplete count current download export health latest lookup me ping search self status
    whoami
"""
ALONE = frozenset(_NAMING.split())
"""Last segments that a GET is named by."""


def is_action(name: Sequence[str]) -> bool:
    """Whether a last segment names an action."""
    if not name or name[0] not in VERBS:
        return False
    if len(name) > 1:
        if name[0] in ("search", "export", "import", "download", "upload", "check"):
            return not is_plural(name)
        return name[0] not in _NOUNS
    return name[0] not in _NOUNS or name[0] in _ACTIONS


def reads(name: Sequence[str]) -> bool:
    """Whether several words at the end of the path of a GET or DELETE name an action."""
    if len(name) < 2:
        return False
    return name[0] in _READING or (name[0] in _READING_NOUNS and name[1] in _PREPOSITIONS)
