"""What is measured, a module for each group of rows, and what the rows are made of."""
