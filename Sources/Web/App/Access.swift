package import Platform

/// Who may use an address. It is decided here and nowhere else, before anything of the request's is looked at; whether somebody's role reaches the
/// unit or study in question is for the page to say.
package enum Access: Hashable, Sendable {
  case anyone
  /// A form that makes sense to nobody who is signed in.
  case signedOut
  case signedIn
  /// Signed in and holding at least one of these roles, anywhere.
  case roles(Set<Role>)
}

/// The methods that an address takes.
package enum Takes: Hashable, Sendable { case get, post, both }

extension Link {
  package var access: Access {
    switch self {
    case .home, .health, .ready, .design, .asset, .answer, .keys, .right, .response, .withdrawal, .noMail, .translated,
      .translatedWithdrawal, .slip, .openLink:
      .anyone
    case .desk(let link): link.access
    }
  }
}

extension DeskLink {
  package var access: Access {
    switch self {
    case .home: .signedIn
    case .setUp, .signIn, .password: .signedOut
    case .studies(let link): link.access
    case .wave(_, let link): link.access
    case .signOut, .account, .secondStep: .signedIn
    case .people, .invite, .person, .audit: .roles([.administrator])
    case .organisations, .organisation, .unitsFile, .unit: .roles([.administrator])
    }
  }

  package var takes: Takes {
    switch self {
    case .studies(let link): link.takes
    case .wave(_, let link): link.takes
    case .home, .people, .audit, .unitsFile: .get
    case .setUp, .signIn, .password, .invite, .organisations: .both
    case .signOut: .post
    // The page, and what its forms do.
    case .account(let act): act == nil ? .get : .post
    case .secondStep(let act): act == nil ? .get : .post
    case .person(_, let act): act == nil ? .get : .post
    case .organisation(_, let act): act == nil ? .get : .post
    case .unit(_, let act): act == nil ? .get : .post
    }
  }

  /// How many bytes a form sent here may have. Files come to few addresses.
  var longestForm: Int {
    switch self {
    case .studies(let link): link.longestForm
    case .wave(_, let link): link.longestForm
    case .organisation(_, .import): FormBody.largestFile + FormBody.restOfForm
    default: FormBody.restOfForm
    }
  }
}
