/// Where confidentiality ends, said to everybody before they start, whatever a study's own information says.
///
/// Nobody can find a writer, so nobody can act on what is written; whoever is told in person can, and may have to.
package enum HarmLimit {
  package static func title(in language: Language) -> String {
    switch language {
    case .english: "If you or somebody else is at risk of harm"
    case .welsh: "Os ydych chi neu rywun arall mewn perygl o niwed"
    }
  }

  package static func words(in language: Language) -> [String] {
    switch language {
    case .english:
      [
        "Please do not leave it at an answer here. Nobody reads answers while the questionnaire is open, and no name stands with them, so nobody could come to help. Use the help that is named on every page.",
        "If you tell somebody in person, a colleague or one of those named here, they may have to pass it on to keep somebody safe. They should tell you so.",
      ]
    case .welsh:
      [
        "Peidiwch â gadael hynny mewn ateb yma’n unig. Nid oes neb yn darllen atebion tra bo’r holiadur ar agor, ac nid oes enw gyda nhw, felly ni allai neb ddod i helpu. Defnyddiwch y cymorth a enwir ar bob tudalen.",
        "Os dywedwch wrth rywun wyneb yn wyneb, cydweithiwr neu un o’r rhai a enwir yma, efallai y bydd yn rhaid iddynt ei rannu er mwyn cadw rhywun yn ddiogel. Dylent ddweud hynny wrthych.",
      ]
    }
  }
}
