import Markup

/// Help for a page that belongs to no questionnaire: where one is known, its own places stand instead.
enum HelpNow {
  static var anywhere: Node {
    HTML.aside(.class("support"), .labelledBy("support-heading")) {
      HTML.h2(.id("support-heading"), .tabIndex(-1)) { .text(Message.helpNow.english) }
      HTML.ul {
        HTML.li { "Somebody you trust, or your own doctor" }
        HTML.li { "In the United Kingdom and Ireland: Samaritans, day and night, 116 123" }
        HTML.li { "If somebody is in danger now, the emergency services: 999, or 112" }
      }
      HTML.p(.lang("cy")) {
        "Rhywun yr ydych yn ymddiried ynddo, neu eich meddyg eich hun; Samariaid, 116 123; os oes rhywun mewn perygl nawr, 999 neu 112."
      }
    }
  }
}
