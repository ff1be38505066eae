import Foundation

/// Who is sending a wave's mail: one process at a time, on whatever node.
///
/// A runner that has gone is noticed without looking at a clock: its beat no longer moves. Where it was a process of this machine, it is gone when the
/// process is.
struct Runner: Sendable, Hashable {
  /// `machine/process/chance`.
  let name: String

  static func new() -> Runner {
    Runner(name: "\(machine)/\(getpid())/\(hexadecimal(randomBytes(4)))")
  }

  /// Whether the runner of that name was a process of this machine that has ended.
  static func hasEnded(_ name: String) -> Bool {
    let parts = name.split(separator: "/")
    guard parts.count == 3, parts[0] == machine, let process = pid_t(parts[1]), process != getpid() else {
      return false
    }
    return kill(process, 0) != 0 && errno == ESRCH
  }

  /// This start of this machine and its list of processes; another each time where neither can be read.
  private static var machine: String {
    let start = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
    let processes = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
    guard let start, let processes else { return hexadecimal(randomBytes(8)) }
    return start.trimmingCharacters(in: .whitespacesAndNewlines) + processes.filter { $0.isNumber }
  }
}
