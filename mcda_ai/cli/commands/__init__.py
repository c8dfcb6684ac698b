"""The commands, one file each: the sentence that helps, the options, and what is done."""
