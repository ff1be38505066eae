import Testing

@testable import Disclosure

@Suite("How many were asked")
struct TurnoutTests {
  private func turnout(_ answers: Int, invited: Int?, expected: Int? = nil) throws -> Turnout {
    let gate = try Sample.gate(
      Population(people: answers, characteristics: [Sample.characteristic("role", ["A"], Sample.codes([answers]))]))
    let routes = [Turnout.Route(title: "Poster", eligible: 3)]
    return gate.release(Guarded(TurnoutDraft(invited: invited, expected: expected, routes: routes))).value
  }

  @Test("The number invited and its share stand where enough of those invited are left over")
  func shown() throws {
    let many = try turnout(87, invited: 120)
    #expect(many.invited == .shown(120) && many.answers == .shown(87))
    #expect(many.percent == .shown(Figure(72.5, unit: 0.1)))
    let few = try turnout(20, invited: 30)
    #expect(few.percent == .shown(Figure(67, unit: 1)))
  }

  @Test(
    "Where fewer than the threshold are left over, nobody or fewer than nobody, neither is told",
    arguments: [0, 1, 9, -3])
  func left(_ left: Int) throws {
    let turnout = try turnout(40, invited: 40 + left)
    #expect(turnout.answers == .shown(40))
    guard case .suppressed(let reason) = turnout.invited, case .suppressed = turnout.percent else {
      Issue.record("the number invited is told")
      return
    }
    // The words are the same for each of them.
    #expect(try self.turnout(40, invited: 45).invited == .suppressed(reason: reason))
  }

  @Test("Of too few answers nothing is told but how people were told")
  func tooFew() throws {
    let turnout = try turnout(9, invited: 60)
    for shown in [turnout.invited, turnout.answers] {
      guard case .suppressed = shown else {
        Issue.record("a number is told of nine people")
        return
      }
    }
    #expect(turnout.routes.map(\.eligible) == [3])
  }

  @Test("Where nobody was invited by name there is no share")
  func openLink() throws {
    let turnout = try turnout(40, invited: nil, expected: 30)
    #expect(turnout.invited == nil && turnout.percent == nil && turnout.expected == 30 && turnout.answers == .shown(40))
  }
}
