"""What is stored about a person, as one paper for that person (Art. 15 GDPR).

Everything of the file in plain order. What is about others stays out and is counted; what was kept confidential is in it only
where the person responsible has read it and says that nothing in it harms somebody else (Art. 15 (4) GDPR).
"""

from kim.casework.disclosure.coverage import LEFT_OUT, TOLD
from kim.casework.disclosure.paper import disclosure
from kim.casework.disclosure.restricted import Held, held_back

__all__ = ["LEFT_OUT", "TOLD", "Held", "disclosure", "held_back"]
