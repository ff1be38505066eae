package import Foundation

extension Clock {
  /// Today's number, counted from 1 January 1970, where the organisation is.
  package func today(in zone: TimeZone = TimeZone(identifier: "Europe/London") ?? .gmt) -> Int {
    let moment = now()
    return Int(((moment.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: moment))) / 86_400).rounded(.down))
  }
}
