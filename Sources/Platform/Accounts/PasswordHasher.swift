import Foundation

/// Works out password hashes, two at a time at most: each takes 32 MiB and a core. Who comes meanwhile waits, and is turned away when too
/// many wait already.
package actor PasswordHasher {
  package struct Busy: Error {}

  typealias Derivation = @Sendable (_ password: [UInt8], _ salt: [UInt8], _ cost: PasswordHash.Cost) throws -> [UInt8]

  private let cost: PasswordHash.Cost
  private let derive: Derivation
  private let mostWaiting: Int
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []
  // Threads of its own: those that serve requests must not be taken by this.
  private let threads = DispatchQueue(label: "hearth.passwords", attributes: .concurrent)

  package init(cost: PasswordHash.Cost = .full) {
    self.init(cost: cost, derive: PasswordHash.derive)
  }

  init(cost: PasswordHash.Cost, atOnce: Int = 2, mostWaiting: Int = 64, derive: @escaping Derivation) {
    self.cost = cost
    self.derive = derive
    self.mostWaiting = mostWaiting
    free = atOnce
  }

  /// - Throws: `Busy` when too many wait.
  func hash(_ password: Password) async throws -> PasswordHash {
    let salt = randomBytes(16)
    return PasswordHash(cost: cost, salt: salt, bytes: try await work(password, salt, cost))
  }

  /// Whether the password is the one of that hash. Without a hash the same work is done, and the answer is no.
  /// - Throws: `Busy` when too many wait.
  func verify(_ password: Password, against kept: PasswordHash?) async throws -> Bool {
    let compared = kept ?? PasswordHash(cost: cost, salt: [UInt8](repeating: 0, count: 16), bytes: [])
    let bytes = try await work(password, compared.salt, compared.cost)
    guard bytes.count == compared.bytes.count else { return false }
    return zip(bytes, compared.bytes).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0 && kept != nil
  }

  private func work(_ password: Password, _ salt: [UInt8], _ cost: PasswordHash.Cost) async throws -> [UInt8] {
    try await takePlace()
    defer { leavePlace() }
    return try await withCheckedThrowingContinuation { done in
      threads.async { [derive] in
        done.resume(with: Result { try derive(Array(password.text.utf8), salt, cost) })
      }
    }
  }

  private func takePlace() async throws {
    if free > 0 {
      free -= 1
      return
    }
    guard waiting.count < mostWaiting else { throw Busy() }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func leavePlace() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
