"""Posts and money: what a county may have funded, and how posts are shared among its municipalities.

The rules and the arithmetic are pure and live in `kim.law`; here they meet the county's figures, and an apportionment
becomes a record with its inputs, its computed and its agreed table, the reasons and the decision.
"""
