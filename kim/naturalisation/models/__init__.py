from kim.naturalisation.models.application import (
    Applicant,
    ApplicantChange,
    Application,
    Basis,
    ChangeKind,
    LeftReason,
    Relation,
    StageEntry,
)
from kim.naturalisation.models.appointment import Booking, BookingState, Ceremony, CeremonyPlace, OfficeCapacity
from kim.naturalisation.models.office import OfficeArea
from kim.naturalisation.models.work import Authority, AuthorityEnquiry, DocumentKind, MissingDocument
from kim.naturalisation.models.year import YearFigure

__all__ = [
    "Applicant",
    "ApplicantChange",
    "Application",
    "Authority",
    "AuthorityEnquiry",
    "Basis",
    "Booking",
    "BookingState",
    "Ceremony",
    "CeremonyPlace",
    "ChangeKind",
    "DocumentKind",
    "LeftReason",
    "MissingDocument",
    "OfficeArea",
    "OfficeCapacity",
    "Relation",
    "StageEntry",
    "YearFigure",
]
