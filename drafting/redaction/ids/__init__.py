"""Values with a form or a label of their own: numbers of people, machines, accounts, cases and payments."""
