"""Generate a client from every document of a corpus and see what it is worth: `make corpus`."""
