import Statistics
import Testing

/// Runs one call and looks for a number that is not finite in whatever comes back, at any depth; 1 if anything came.
func probe<T>(
  _ name: String, seed: UInt64, sourceLocation: SourceLocation = #_sourceLocation,
  _ call: () throws(StatisticsError) -> T
) -> Int {
  do throws(StatisticsError) {
    let result = try call()
    #expect(holdsFiniteNumbers(result), "\(name), seed \(seed): \(result)", sourceLocation: sourceLocation)
    return 1
  } catch {
    #expect(!error.description.isEmpty, sourceLocation: sourceLocation)
    return 0
  }
}

private func holdsFiniteNumbers(_ value: Any) -> Bool {
  if let number = value as? Double { return number.isFinite }
  if let numbers = value as? [Double] { return numbers.allSatisfy { $0.isFinite } }
  return Mirror(reflecting: value).children.allSatisfy { holdsFiniteNumbers($0.value) }
}
