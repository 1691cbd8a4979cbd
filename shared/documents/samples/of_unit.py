# ruff: noqa: S106  # all samples are called alike; a seal token is no password
"""Invented papers of the unit's own."""

from datetime import date

from shared.documents import unit
from shared.documents.samples.common import ON, SHA, form, pick, place, planner
from shared.policy import Policy


def case_summary(language: str, policy: Policy) -> unit.CaseSummary:
    def words(english: str, spanish: str) -> str:
        return pick(language, english, spanish)

    me = "Dana Fields"
    return unit.CaseSummary(
        reference="KT47-RM36-HA94", on=ON, name="Elena Marsh",
        standing=words("Surviving family: daughter", "Familia sobreviviente: hija"),
        verified=words("Photo identification and birth record", "Identificación y acta"),
        language=words("English", "Inglés"),
        safe_ways=(
            words("Telephone 601-555-0117, weekdays after 5 p.m., no message",
                  "Teléfono 601-555-0117, días hábiles después de las 5 p. m., sin mensaje"),
            words("Letter to the confirmed address", "Carta a la dirección confirmada"),
        ),
        hopes=words("Wants to ask about the last hour, and to tell what the brother lost.",
                    "Quiere preguntar por la última hora y contar lo que perdió su "
                    "hermano."),
        form=form(policy), offender="Marcus Bell", number="R4471", facility=place(policy),
        incident=words("Vehicular homicide, Forrest County, 2011",
                       "Homicidio con vehículo, condado de Forrest, 2011"),
        stage=words("Staff assessment", "Evaluación del personal"),
        waiting_on=words("Case manager", "Encargo de caso"), policy_version=policy.version,
        stages=(
            unit.Stage(name=words("Received", "Recibida"), since=date(2026, 9, 2), by=me),
            unit.Stage(name=words("Eligibility", "Requisitos"), since=date(2026, 9, 4), by=me),
            unit.Stage(name=words("Staff assessment", "Evaluación del personal"),
                       since=date(2026, 11, 23), by=me),
        ),
        decisions=(
            unit.Decided(on=date(2026, 9, 18), by=me,
                         what=words("Identity and relationship to the case verified",
                                    "Identidad y calidad verificadas")),
            unit.Decided(on=date(2026, 11, 20), by=me, rule="no_contact_order",
                         what=words("Orders checked: none", "Órdenes revisadas: ninguna")),
        ),
        contacts=(
            unit.Contact(on=date(2026, 9, 10), way=words("Phone", "Teléfono"), by=me,
                         outcome=words("Spoke", "Se habló")),
        ),
        members=(
            unit.Member(name="Joan Tate", role=policy.term("support_person", language),
                        side=policy.term("victim", language)),
        ),
        made_by=planner(language, policy),
    )  # fmt: skip


def supervisor_summary(language: str, policy: Policy) -> unit.SupervisorSummary:
    whole = case_summary(language, policy)
    return unit.SupervisorSummary(
        reference=whole.reference, on=ON, name=whole.name, standing=whole.standing,
        offender=whole.offender, number=whole.number, facility=whole.facility, stage=whole.stage,
        waiting_on=whole.waiting_on, policy_version=whole.policy_version, stages=whole.stages,
        decisions=whole.decisions, made_by=whole.made_by,
    )  # fmt: skip


def released_summary(language: str, policy: Policy) -> unit.ReleasedSummary:
    whole = case_summary(language, policy)
    return unit.ReleasedSummary(
        reference="7C2A-91F4", on=ON, name=whole.name, standing=whole.standing,
        verified=whole.verified, offender=whole.offender, number=whole.number,
        facility=whole.facility, stage=whole.stage, policy_version=whole.policy_version,
        stages=whole.stages,
        decisions=tuple(
            unit.Step(on=row.on, what=row.what, by=row.by, rule=row.rule)
            for row in whole.decisions
        ),
        made_by=whole.made_by,
    )  # fmt: skip


def appointment(language: str, policy: Policy) -> unit.Appointment:
    return unit.Appointment(
        reference="KT47-RM36-HA94", on=ON, name="Iris Coleman", signed=planner(language, policy),
        answer_by=date(2026, 12, 4), pair="Samuel Dorsey",
    )  # fmt: skip


def screening_record(language: str, policy: Policy) -> unit.ScreeningRecord:
    def answer(check: str, asks: str) -> unit.Answer:
        if check == "forgiveness":
            quote = pick(language, "I hope that one day you can forgive me.",
                         "Espero que un día me puedan perdonar.")  # fmt: skip
            return unit.Answer(check=check, answer="yes", quote=quote)
        return unit.Answer(check=check, answer=asks)

    return unit.ScreeningRecord(
        reference="PA49-GD36-YT97", on=ON, offender="Marcus Bell", number="R4471",
        facility=place(policy), tier=2, version=1, sha256=SHA, reviewer="Dana Fields",
        outcome="return", answers=tuple(answer(c.id, c.asks) for c in policy.letter_checklist(2)),
        reasons=("forgiveness",),
    )  # fmt: skip


def custody_log(language: str, policy: Policy) -> unit.CustodyLog:
    def row(day: str, english: str, spanish: str, where: tuple[str, str], by: str) -> unit.HandOver:
        return unit.HandOver(
            when=day, what=pick(language, english, spanish), place=pick(language, *where), by=by
        )

    room = ("Letter bank, safe", "Banco de cartas, caja fuerte")
    return unit.CustodyLog(
        reference="PA49-GD36-YT97", on=ON, seal_token="TQ96-MA43", sha256=SHA,
        hand_overs=(
            row("2026-08-03 10:12", "Original taken in", "Se recibió el original",
                (place(policy), place(policy)), "Tamika Boyd"),
            row("2026-08-05 14:40", "Original put in the safe", "Original guardado", room,
                "Dana Fields"),
            row("2026-11-23 09:05", "Copy sealed", "Copia sellada", room, "Ruth Okafor"),
        ),
    )  # fmt: skip
