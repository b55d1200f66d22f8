from kim.staffing.models.apportionment import Apportionment, ApportionmentShare, Method
from kim.staffing.models.documents import GrantPaper, GrantPaperVersion, PaperKind
from kim.staffing.models.figures import FiguresTaken
from kim.staffing.models.forwarding import AgreementAmendment, ForwardingAgreement, Terms
from kim.staffing.models.grants import AmountKind, FundingGrant, GrantAmount, GrantStep, StepDelay
from kim.staffing.models.money import Booking, BookingKind, ChargedMonth, ProofOfUse, ReturnedProof
from kim.staffing.models.recruiting import Recruitment

__all__ = [
    "AgreementAmendment",
    "AmountKind",
    "Apportionment",
    "ApportionmentShare",
    "Booking",
    "BookingKind",
    "ChargedMonth",
    "FiguresTaken",
    "ForwardingAgreement",
    "FundingGrant",
    "GrantAmount",
    "GrantPaper",
    "GrantPaperVersion",
    "GrantStep",
    "Method",
    "PaperKind",
    "ProofOfUse",
    "Recruitment",
    "ReturnedProof",
    "StepDelay",
    "Terms",
]
