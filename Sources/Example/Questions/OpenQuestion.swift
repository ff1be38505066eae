/// An open question and the answers written for it. The answers are invented; none names a person, place or service.
struct OpenQuestion: Sendable {
  let column: String
  let title: String
  let texts: [String]

  static let all = [hardest, support, good]
}

extension OpenQuestion {
  static let hardest = OpenQuestion(
    column: "openHardest", title: "What is hardest about your work at the moment",
    texts: [
      "The caseload. I can hold twenty people well. I have thirty-eight, so I hold nobody well.",
      "Losing people. We have been to more funerals this year than I can count, and then it is straight back to the next appointment.",
      "Never knowing if my contract will run past March. I tell people to plan ahead and I cannot do it myself.",
      "Paperwork. Three systems, the same answers typed three times.",
      "Seeing someone get ready for treatment, and then telling them the wait is eleven weeks.",
      "Lone visits. We used to go in pairs, but there are not enough of us now.",
      "People are in real hardship before we even start: no heating, no food in, no safe place to sleep. We are asked to talk about goals.",
      "The phones. A voice is not the same as sitting with someone, and I worry about what I cannot see.",
      "Vacancies. We cover for two posts that have been empty since last winter and nobody says when it ends.",
      "Feeling that the paid staff count for more than those of us with lived experience, though we do the same work.",
      "Stigma from other services. I still hear \"one of yours\" when I ring a ward.",
      "After a near-fatal overdose there is a form to fill in.\nThere is no time to sit down with anyone about how we are.",
      "Not being able to switch off. I lie awake going over who I did not get hold of.",
      "Change after change. New forms, new manager, new name on the door; the people who come to us notice every bit of it.",
      "Being the only prescriber on a Friday afternoon.",
      "Managing a team that is tired, while I am tired too, and having nothing to offer them but thanks.",
      "The drugs are stronger and less predictable. What we knew two years ago does not hold.",
      "Honestly it is the pay. I love the work but I do a second job at weekends to be able to stay.",
      "Partner meetings where we agree the same actions as last time.",
      "Families who are desperate and ring us because nobody else picks up. We are not funded for them, but you cannot put the phone down.",
      "Targets that count contacts, not whether anyone is better off.",
      "Sharing a room with four others and trying to have a private conversation.",
      "Being new, and learning everything on the go because those who could teach me are run off their feet.",
      "Some days nothing, some days everything. It is the not knowing which that wears you down.",
    ])

  static let support = OpenQuestion(
    column: "openSupport", title: "What would help most",
    texts: [
      "Supervision that happens. It is in the diary every month and gets moved every month.",
      "A cap on caseloads, agreed by everyone, and kept when it is busy.",
      "Time straight after a death to stop, talk and go home if we need to.",
      "Three-year funding. It would do more for our wellbeing than any course.",
      "One shared record, so that nobody has to tell their story again and we do not have to type it again.",
      "A manager who asks how I am and waits for the answer.",
      "Somebody from outside the team to talk to, in work time, without having to explain myself to get it.",
      "Enough staff. The rest follows.",
      "Clear limits: what we are for, what we are not for, and who picks up the rest.",
      "Pay that matches the NHS staff who sit at the next desk.",
      "A quiet room. It sounds small, it is not.",
      "Protected time for notes,\nand a proper lunch break,\nand a day without meetings.",
      "Joint training with housing and mental health colleagues, so we know each other before there is a crisis.",
      "For leaders to come out with us for a day, not for a photo but to see what a day is.",
      "Being told the outcome. We raise things, they go up, and nothing comes back down.",
      "Flexible hours. I have caring duties and a late clinic every week is hard.",
      "More peer workers, properly paid, with someone looking out for them too.",
      "To be allowed to work from home for the write-up days. It worked well before.",
      "Reflective practice with a person who knows this field. The general ones mean well, but they have not been here.",
      "Fewer projects and more of the basics.",
      "A plain plan for when we are short: what stops, who decides, who tells people.",
      "Saying thank you, and saying \"this was hard\". It costs nothing.",
      "Debriefs that are about us and not about what went wrong.",
      "I don't know. I think we are past the point where one thing would do it.",
    ])

  static let good = OpenQuestion(
    column: "openGood", title: "What keeps you going",
    texts: [
      "My team. We laugh a lot, which people find odd until they have worked here.",
      "When someone comes back a year later just to say hello.",
      "I was helped once by a worker who did not give up on me. I want to be that for somebody.",
      "Small steps. A first hot meal, a first appointment kept, a first night in their own place.",
      "Knowing that naloxone I gave out was used, and that a person is alive.",
      "The people we work with. They are kinder to each other than most.",
      "My supervisor, who is worth her weight in gold.",
      "Walking the dog after every late shift, rain or shine.",
      "Seeing a family sit in one room again.",
      "The mix: no two days are the same.",
      "Being trusted. It takes months and then one day someone tells you what really happened.",
      "The recovery group on a Thursday. I leave lighter than I came.",
      "I believe in it. Everyone deserves a door that opens.",
      "Colleagues who notice. One of them put a cup of tea on my desk after a bad call and said nothing, which was right.",
      "Good training this year, and the chance to use it.",
      "That we changed how we see people: walk in, be seen, no three letters first.",
      "My own recovery, and the people in it.",
      "The thought that it would be worse without us.",
      "A manager who backs us when it matters.",
      "Not much at present, if I am honest. The team, on a good day.",
      "Students and volunteers. They ask why, and it reminds me why.",
      "Going home on time on Wednesdays: choir night, and I do not miss it.",
      "Hearing \"you lot never judged me\" from someone who had every reason to expect it.",
      "Progress that nobody counts: eye contact, a joke, a plan for next week.",
    ])
}
