extension SelfHarmRule {
  /// Words by what they say about whose harm is meant, without marks above letters. Those of one language only are kept apart: Welsh “i” is no “I”.
  struct Lexicon: Sendable {
    let own: Set<String>
    let others: Set<String>
    /// Before a person: whose it is.
    let whose: Set<String>
    let articles: Set<String> = ["a", "an", "the", "that", "this", "last", "each", "another", "any"]
    /// “Myself” and the like.
    let selves: Set<String>
    let joining: Set<String> = ["or", "and", "physically", "deliberately", "badly", "neu", "a"]
    /// Beginnings.
    let harming: [String]
    let ending: [String]
    let taking: [String]
    let wishing: Set<String>
    let dying: Set<String>
    /// Beginnings of words for thoughts and plans.
    let inner: [String]
    /// Between a person and a topic: it is somebody else’s, met at work.
    let distant: Set<String>
    /// The same, beginnings.
    let working: [String]

    static func of(_ language: Language) -> Lexicon {
      switch language {
      case .english: english
      case .welsh: welsh
      }
    }

    // Read with every text of a questionnaire: made once.
    private static let english = Lexicon(.english)
    private static let welsh = Lexicon(.welsh)

    private init(_ language: Language) {
      switch language {
      case .english:
        own = ["i", "me", "my", "mine", "myself", "you", "your", "yours", "yourself", "one"]
        others = [
          "people", "person", "persons", "somebody", "someone", "anybody", "anyone", "nobody", "others", "them", "they",
          "their", "those", "he", "she", "his", "her", "colleague", "colleagues", "client", "clients", "patient",
          "patients", "user", "users", "friend", "friends", "family", "relative", "relatives", "staff", "team", "men",
          "women", "children", "adults", "resident", "residents", "tenant", "tenants", "peer", "peers",
        ]
        whose = ["of", "by", "among", "amongst", "in", "from"]
        selves = ["myself", "yourself", "yourselves", "ourselves", "oneself"]
        harming = ["harm", "hurt", "kill", "cut"]
        ending = ["end", "ending", "ended"]
        taking = ["take", "taking", "took", "taken"]
        wishing = [
          "want", "wanted", "wanting", "wish", "wished", "wishing", "hope", "hoped", "hoping", "prefer", "rather",
        ]
        dying = ["die", "dead"]
        inner = [
          "thought", "think", "feel", "felt", "urge", "plan", "intent", "idea", "wish", "attempt", "want", "consider",
          "impuls", "tempt",
        ]
        distant = [
          "die", "died", "dies", "death", "deaths", "lost", "lose", "losing", "loss", "saw", "see", "seen", "hear",
          "heard", "dealt", "know", "knew", "incident", "incidents",
        ]
        working = [
          "bereave", "talk", "ask", "discuss", "respon", "assess", "train", "prevent", "work", "witness", "deal",
          "affect", "expos", "manag", "attend", "follow", "polic", "aware",
        ]
      case .welsh:
        own = [
          "fi", "fy", "mi", "chi", "eich", "rydych", "ydych", "oeddech", "gawsoch", "cawsoch", "ydw", "rydw", "rwyf",
          "roeddwn", "byddwch", "fyddwch", "wnaethoch", "feddylioch",
        ]
        others = [
          "pobl", "bobl", "phobl", "rhywun", "rywun", "unrhyw", "neb", "eraill", "nhw", "ohonynt", "ohonyn", "iddynt",
          "cydweithiwr", "cydweithwyr", "gydweithiwr", "gydweithwyr", "cleient", "cleientiaid", "gleient",
          "gleientiaid", "claf", "glaf", "cleifion", "gleifion", "defnyddwyr", "ffrind", "ffrindiau", "teulu", "deulu",
          "staff", "tim", "plant", "oedolion",
        ]
        whose = ["gan", "ymhlith", "o", "ymysg"]
        selves = ["hun", "hunan"]
        harming = ["niweid", "frifo", "brifo", "anafu", "lladd", "ladd"]
        ending = ["diwedd", "ddiwedd"]
        taking = ["cymryd", "gymryd"]
        wishing = ["eisiau", "dymuno", "ddymuno", "gobeithio", "well"]
        dying = ["marw", "farw"]
        inner = [
          "meddw", "meddyl", "feddw", "feddyl", "teiml", "deiml", "ysfa", "bwriad", "fwriad", "cynllun", "gynllun",
          "ceisi", "geisi", "ymgais",
        ]
        distant = [
          "farw", "marw", "colli", "golli", "colled", "golled", "gwaith", "waith", "gwybod", "gweld", "clywed",
        ]
        working = [
          "marwol", "farwol", "gweithi", "weithi", "siarad", "gofyn", "trafod", "hyffordd", "atal", "delio", "ddelio",
          "ymdrin", "ymwybod", "digwydd", "ddigwydd",
        ]
      }
    }
  }
}
