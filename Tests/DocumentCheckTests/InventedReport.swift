/// A whole report of an invented survey, written for these tests, with the mistakes that such reports are known for; and its corrected twin.
enum InventedReport {
  /// What is wrong, and the corrected words in its place.
  static let mistakes: [(wrong: String, right: String)] = [
    // A count whose percentage is that of another number of people.
    (
      "Of the 40 people, 14 (39%) worked for the health service",
      "Of the 40 people, 14 (35%) worked for the health service"
    ),
    // A table whose percentages do not follow from its counts.
    ("| Support worker | 18 (48%) |", "| Support worker | 18 (45%) |"),
    // The p of the text is not the p of the table.
    (
      "Fair pay differed between services (F(2, 37) = 4.9, p = .031)",
      "Fair pay differed between services (F(2, 37) = 4.9, p = .013)"
    ),
    // A test whose p does not follow from it, and flips.
    (
      "| Say over work | 3.9 (0.6) | 3.4 (0.8) | 3.1 (0.9) | 4.7 | .15 |",
      "| Say over work | 3.9 (0.6) | 3.4 (0.8) | 3.1 (0.9) | 4.7 | .015 |"
    ),
    // A group of one person in a table.
    ("| Peer-led | 1 | 4.8 | – |", ""),
    // Ticks added up as people.
    ("In all, 61 staff used at least one of these", "In all, 61 ticks were given for these"),
    // “All significant” against the table.
    (
      "All three areas differed significantly between services (Table 2).",
      "Two of the areas in Table 2 differed between services."
    ),
    // A reference to a table that does not exist.
    ("as Table 5 shows", "as Table 4 shows"),
    // A mean that 19 whole-number answers cannot give.
    (
      "answered from 1 to 5 by 19 staff (M = 3.45, SD = 0.90)", "answered from 1 to 5 by 19 staff (M = 3.47, SD = 0.90)"
    ),
    // A mean of the text that is not the table's.
    ("workload was rated best in the third sector (M = 3.2)", "workload was rated best in the third sector (M = 3.5)"),
    // Categories that do not make n.
    ("| Manager | 12 (30%) |", "| Manager | 10 (25%) |"),
  ]

  static let wrong = template
  static var right: String { mistakes.reduce(template) { $0.replacing($1.wrong, with: $1.right) } }

  private static let template = """
    # How staff are: an invented survey

    ## Who answered

    In all, 40 people took part in the survey. Of the 40 people, 14 (39%) worked for the health service, 22 (55%) for the third sector
    and 4 (10%) for a council. Table 1 gives their roles.

    Table 1. Role of the people who answered (N = 40)

    | Role | n (%) |
    |---|---|
    | Nurse | 12 (30%) |
    | Support worker | 18 (48%) |
    | Manager | 12 (30%) |
    | Total | 40 (100%) |

    ## What they said

    Table 2. Areas of working life by service, mean (SD)

    | Area | Third sector (n = 22) | Council (n = 4) | Health service (n = 14) | F | p |
    |---|---|---|---|---|---|
    | Workload | 3.5 (0.8) | 3.2 (0.4) | 2.9 (0.8) | 2.5 | .10 |
    | Say over work | 3.9 (0.6) | 3.4 (0.8) | 3.1 (0.9) | 4.7 | .15 |
    | Fair pay | 4.0 (0.8) | 3.8 (0.5) | 3.1 (1.0) | 4.9 | .013 |

    Note. One-way analysis of variance with 2 and 37 degrees of freedom.

    All three areas differed significantly between services (Table 2). In short, workload was rated best in the third sector (M = 3.2) and
    less well in the health service (M = 2.9). Fair pay differed between services (F(2, 37) = 4.9, p = .031). Hours at work went with
    tiredness, r(38) = .41, p = .009, and did not differ between women and men, t(38) = 0.62, p = .54.

    Table 3. Supports used; several answers were possible (N = 40)

    | Support | n (%) |
    |---|---|
    | Supervision | 31 (78%) |
    | Peer group | 22 (55%) |
    | Counselling | 8 (20%) |

    In all, 61 staff used at least one of these. One question on rest was answered from 1 to 5 by 19 staff (M = 3.45, SD = 0.90).

    ## By kind of service

    The picture is the same by kind of service, as Table 5 shows.

    Table 4. Ease at work by kind of service

    | Kind | n | Mean | SD |
    |---|---|---|---|
    | Community | 20 | 3.6 | 0.7 |
    | Residential | 19 | 3.4 | 0.9 |
    | Peer-led | 1 | 4.8 | – |

    The role of the service was not tied to the length of time in it, χ²(4, N = 40) = 3.1, p = .54.
    """
}
