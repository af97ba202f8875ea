"""Names of months, as dates write them, in the languages that sources of this kind come in most."""

# fmt: off
NAMES = (
    # English, German, French, Spanish, Italian, Portuguese, Dutch, Russian, Ukrainian, Polish
    "january januar jänner janvier enero gennaio janeiro januari января январь січня stycznia",
    "february februar février febrero febbraio fevereiro februari февраля февраль лютого lutego",
    "march märz mars marzo março maart марта март березня marca",
    "april avril abril aprile апреля апрель квітня kwietnia",
    "may mai mayo maggio maio mei мая май травня maja",
    "june juni juin junio giugno junho июня июнь червня czerwca",
    "july juli juillet julio luglio julho июля июль липня lipca",
    "august août agosto augustus августа август серпня sierpnia",
    "september septembre septiembre setiembre settembre setembro сентября сентябрь вересня "
    "września",
    "october oktober octobre octubre ottobre outubro октября октябрь жовтня października",
    "november novembre noviembre novembro ноября ноябрь листопада listopada",
    "december dezember décembre diciembre dicembre dezembro декабря декабрь грудня grudnia",
)
# fmt: on
SHORTEST = 3  # letters of a name that is cut ("Sept.")


def month_number(name: str) -> int:
    """1 to 12 for a month, its name full or cut to three letters or more; 0 for another word."""
    letters = name.casefold()
    if len(letters) < SHORTEST:
        return 0
    fitting = [
        number
        for number, names in enumerate(NAMES, start=1)
        if any(each.startswith(letters) for each in names.split())
    ]
    return fitting[0] if len(fitting) == 1 else 0
