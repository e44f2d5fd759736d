"""The commands of the command line, one module each: options in, one view out."""
