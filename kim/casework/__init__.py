"""Block 2, the case management: people, access to KIM, cases, assessment, goals, referrals, contacts, closing.

What a person tells a counsellor stays here: no path leads from this room into naturalisation or the bodies.
"""
