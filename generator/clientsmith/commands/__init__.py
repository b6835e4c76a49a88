"""What each command of the command line does. `cli` parses; these run the stages."""
