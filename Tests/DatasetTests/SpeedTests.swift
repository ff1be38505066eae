import Dataset
import Foundation
import Testing

/// `HEARTH_BENCH_FILE=FILE swift test -c release --filter Speed` prints how long reading takes, five times, and the peak memory.
@Test(
  "Reading a large file takes as long as it takes",
  .enabled(if: ProcessInfo.processInfo.environment["HEARTH_BENCH_FILE"] != nil))
func speed() throws {
  let path = try #require(ProcessInfo.processInfo.environment["HEARTH_BENCH_FILE"])
  var times: [Duration] = []
  var rows = 0
  for _ in 0..<5 {
    times.append(
      try ContinuousClock().measure {
        let data = try Dataset.read(path: path)
        rows = data.rowCount
      })
  }
  times.sort()
  print("rows", rows, "seconds", times.map { $0 / .seconds(1) }, "median", times[2] / .seconds(1))
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  for line in status.split(separator: "\n") where line.hasPrefix("VmHWM") { print(line) }
  #expect(rows > 0)
}
