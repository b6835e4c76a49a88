"""The reference as a static site: no server, no network, nothing inline."""
