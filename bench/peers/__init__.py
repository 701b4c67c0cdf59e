"""What postil is measured against: programs of a few lines, each as its library's own documentation has it."""
