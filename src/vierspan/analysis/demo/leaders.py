"""Who in the demo leans which way: the weight with which somebody takes up work of an orientation."""

STRATEGISTS = {
    "marit-hoekema": 5.0,
    "sjoerd-alberda": 2.5,
    "roel-vermaat": 1.5,
    "annelies-kuiper": 1.5,
    "joke-terpstra": 1,
}
EXPLORERS = {
    "ilse-tjaarda": 2.5,
    "priya-ramdin": 1.8,
    "jaap-nijholt": 1.6,
    "vera-schoonbeek": 1.6,
    "roel-vermaat": 1.2,
    "simone-grever": 1.2,
    "naima-bouzid": 1.0,
    "coby-ramaker": 1.0,
}
DEVELOPERS = {"fatima-rahmi": 9.0, "annelies-kuiper": 0.5, "ilse-tjaarda": 0.5, "kees-dijkhof": 0.5}
PROCESS_MANAGERS = {
    "annelies-kuiper": 3.0,
    "roel-vermaat": 2.5,
    "sjoerd-alberda": 2.0,
    "jaap-nijholt": 1.8,
    "marco-lentink": 1.5,
    "lisanne-boekholt": 1.5,
    "nienke-jonkman": 1.2,
    "astrid-koning": 1.2,
    "simone-grever": 1.0,
    "priya-ramdin": 1.0,
}

CO_ORDINATOR = "marit-hoekema"  # the face: most of what goes outward goes through her
CONDITIONS_KEEPER = "fatima-rahmi"  # the conditions hang on her
WANDERER = "bram-oostinga"  # brings much from outside, little of it home
TAKER = "ziekenhuis-de-linde"  # gets far more than it gives
CORE = ("marit-hoekema", "annelies-kuiper", "fatima-rahmi", "sjoerd-alberda", "roel-vermaat", "ilse-tjaarda")
