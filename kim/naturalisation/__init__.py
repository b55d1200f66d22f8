"""Block 3: applicants and their way through the naturalisation offices, apart from the case files of advice."""
