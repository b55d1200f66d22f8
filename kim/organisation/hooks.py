"""What the organisation lets others know of as it happens, in the same transaction; rooms above listen in their `ready`."""

from django.dispatch import Signal

absence_planned = Signal()  # absence: Absence, by: User
role_given = Signal()  # membership: Membership, by: User
role_ended = Signal()  # membership: Membership, by: User
