from kim.casework.guard.days import find_days
from kim.casework.guard.kinds import Finding, merged
from kim.casework.guard.known import Known
from kim.casework.guard.numbers import find_addresses, find_numbers
from kim.casework.guard.people import find_people


def check(text: str, known: Known) -> list[Finding]:
    """Each place of the text that would lead to somebody, in order. `sure` if it is of the case; else a person should look."""
    found = [
        *find_people(text, known),
        *find_days(text, known),
        *find_numbers(text, known),
        *find_addresses(text, known),
    ]
    return merged(text, found)
