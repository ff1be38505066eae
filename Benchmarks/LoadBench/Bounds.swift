/// What a machine of two cores has to reach.
struct Bounds {
  /// Kept a second under full load, at least.
  let submissions: Double
  /// Milliseconds to the receipt at half of `submissions`, for 99 of 100.
  let receipt = 50.0
  /// Milliseconds to the form's page meanwhile, for 99 of 100.
  let page = 10.0
  /// Megabytes of the server, at most.
  let memory = 150.0
  /// Seconds for the report of a million responses.
  let report = 3.0
}
