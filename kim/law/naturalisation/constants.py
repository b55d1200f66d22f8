"""The words a file of facts may use: keys, their forms and the listed constants."""

from __future__ import annotations

BASES = ("StAG10", "StAG10(2)", "StAG9", "StAG8", "StAG4(3)", "NE9", "NE26(3)")
UNLIMITED = {
    "niederlassungserlaubnis",
    "daueraufenthalt_eu",
    "aufenthaltsberechtigung",
    "unbefristete_aufenthaltserlaubnis",
}
PERMITS = {"aufenthaltserlaubnis", "blaue_karte", "aufenthaltserlaubnis_FZA"}
LAWFUL = UNLIMITED | PERMITS | {"freizuegigkeit_eu", "visum", "fiktion", "erlaubt_nach_25(1)S3", "aufenthaltsbefugnis"}
KINDS = LAWFUL | {"aufenthaltsgestattung", "duldung", "none"}
EU = {
    "AT",
    "BE",
    "BG",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GR",
    "HR",
    "HU",
    "IE",
    "IT",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
}
RECRUITMENT = {"IT", "ES", "GR", "TR", "MA", "PT", "TN", "RS", "HR", "BA", "SI", "MK", "ME", "XK", "KR"}
FREE_MOVEMENT = EU | {"IS", "LI", "NO"}
LEVELS = ("<A1", "A1", "A2", "<B1", "B1", "B2", "C1", "C2")
HARMFUL = {"SGB2", "SGB12"}
HARMLESS = {
    *("AsylbLG", "Wohngeld", "Kinderzuschlag", "Kindergeld", "Elterngeld", "BAfoeG", "BAföG", "BAB", "ALG1"),
    *("Rente", "Pension", "Krankengeld", "Pflegegeld", "Unterhaltsvorschuss", "Kurzarbeitergeld"),
}
BENEFIT_NAMES = {
    **dict.fromkeys(("SGB II", "SGB 2", "Buergergeld", "Bürgergeld", "Grundsicherungsgeld"), "SGB2"),
    **dict.fromkeys(("SGB XII", "SGB 12", "Grundsicherung", "Sozialhilfe"), "SGB12"),
}
PROTECTION = {"asylum", "refugee", "subsidiary", "deportation ban only"}
GAP_REASONS = {"late application for renewal", "title not renewed for other reasons"}
RENUNCIATION = {
    *("done", "willing", "unwilling", "unwilling, no exception", "exception applies", "home law requires majority"),
}
CONVICTIONS = {"fine", "imprisonment", "youth_measure"}

# form of each key: bool, number, text, date, list of nationalities, or a table of keys below it
STATUS = {"kind": "text", "section": "text", "from": "date", "to": "date"}
WORK = {
    "full_time_now": "bool",
    "full_time_since": "date",
    "full_time_months_last_24": "number",
    "weekly_hours": "number",
}
KEYS: dict[str, object] = {
    "basis": "text",
    "others_met": "bool",
    "nationality": "nationality",
    "born": "date",
    "age": "number",
    "entry": "date",
    "application_date": "date",
    "statuses": [STATUS],
    "protection": {"type": "text", "decided": "date"},
    "absences": [{"from": "date", "to": "date", "reason": "text", "permitted_until": "date"}],
    "absences_total_months_last_5_years": "number",
    "single_absence_max_months": "number",
    "new_stay_from": "date",
    "gap_reason": "text",
    "lawful_residence_years": "number",
    "benefits": "texts",
    "responsible_for_benefits": "bool",
    "employment": WORK,
    "spouse": {"married": "bool", "pension_contribution_months": "number", **WORK},
    "partner": {"married": "bool", **WORK},
    "minor_child_in_household": "bool",
    "single_parent": "bool",
    "livelihood": {"self_and_relatives": "bool"},
    "income_covers_need_with_housing_allowance": "bool",
    "guest_worker": "bool",
    "language": {
        **dict.fromkeys(("level", "evidence", "certificate", "cause"), "text"),
        **dict.fromkeys(("oral_everyday", "serious_efforts_documented", "age_appropriate"), "bool"),
    },
    "civics": {"test_score": "number", "of": "number", "evidence": "text", "passed": "bool", "cause": "text"},
    "land": "text",
    "integration_course": "text",
    "achievement": "text",
    "convictions": [
        {
            **dict.fromkeys(("type", "kind", "offence"), "text"),
            **dict.fromkeys(("day_units", "months"), "number"),
            **dict.fromkeys(("suspended", "remitted", "hate_motive_found_in_judgment"), "bool"),
            **dict.fromkeys(("probation_ends", "date"), "date"),
        }
    ],
    "aggregate_sentence_day_units": "number",
    "pending_investigation": "bool",
    "identity": "open",
    "refugee_travel_document": "bool",
    "declarations": {"fdgo": "bool", "historical_responsibility": "bool"},
    "renunciation": "text",
    "spouse_german": {"marriage_date": "date", "existing": "bool"},
    "parent": {
        "lawful_residence_from": "date",
        "lawful_residence_years": "number",
        "unlimited_right": "bool",
        "title": "text",
        "nationality": "nationality",
        "statuses": [STATUS],
    },
    "child_born": "date",
    "parent_naturalised_at_same_time": "bool",
    "applicant_alone": "bool",
    "legal_representative": "any",
    "married_to_several_spouses": "bool",
    "deception_finding": {"date": "date", "final_or_immediately_enforceable": "bool"},
    "fiction_certificate": "bool",
    "pension_contribution_months": "number",
    "living_space": "bool",
    "work_permitted": "bool",
    "revocation_notice": "bool",
}
IDENTITY_KEYS = (
    *("passport", "passport_obtainable", "clarified", "id_card", "birth_certificate", "other_documents"),
    "own_statements_only",
)
# The listed constants: a value outside them counts as unknown, with a warning.
CONSTANTS: dict[str, set[str]] = {
    "statuses.kind": KINDS,
    "parent.statuses.kind": KINDS,
    "protection.type": PROTECTION,
    "gap_reason": GAP_REASONS,
    "language.level": set(LEVELS),
    "renunciation": RENUNCIATION,
    "convictions.type": CONVICTIONS,
    "integration_course": {"passed", "not passed", "failed", "attended"},
}
