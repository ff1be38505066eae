import Testing

@testable import Statistics

@Suite("Decompositions give back the matrix") struct DecompositionTests {
  private func random(_ rows: Int, _ columns: Int, seed: UInt64) throws -> Matrix {
    var numbers = SeededNumbers(seed: seed)
    return try Matrix(columns: (0..<columns).map { _ in (0..<rows).map { _ in numbers.bell() } })
  }

  private func largest(_ matrix: Matrix) -> Double { matrix.elements.map(abs).max() ?? 0 }

  @Test(
    "Cholesky: LLᵀ is the matrix, its inverse undoes it, and the determinant is that of a triangle", arguments: 1...8)
  func cholesky(size: Int) throws {
    let matrix = try random(size + 4, size, seed: UInt64(size)).crossProduct()
    let factor = try #require(Cholesky(matrix))
    #expect(largest(factor.lower * factor.lower.transposed - matrix) < 1e-12)
    #expect(largest(factor.inverse * matrix - .identity(size)) < 1e-9)
    let eigen = try SymmetricEigen(matrix)
    #expect(abs(eigen.values.reduce(0) { $0 + DoubleDouble($1).logarithm.value } - factor.logDeterminant) < 1e-9)
  }

  @Test("A matrix that is not positive definite has no Cholesky factor")
  func indefinite() throws {
    #expect(Cholesky(try Matrix(rows: [[1, 2], [2, 1]])) == nil)
    #expect(Cholesky(try Matrix(rows: [[1, 1], [1, 1]])) == nil)
    #expect(Cholesky(try Matrix(rows: [[.nan]])) == nil)
  }

  @Test("Eigenvectors: VΛVᵀ is the matrix and VᵀV the identity", arguments: 1...9)
  func eigen(size: Int) throws {
    let half = try random(size, size, seed: 100 + UInt64(size))
    let matrix = half + half.transposed
    let eigen = try SymmetricEigen(matrix)
    var scaled = eigen.vectors
    for column in 0..<size { for row in 0..<size { scaled[row, column] *= eigen.values[column] } }
    #expect(largest(scaled * eigen.vectors.transposed - matrix) < 1e-12)
    #expect(largest(eigen.vectors.crossProduct() - .identity(size)) < 1e-13)
    #expect(eigen.values == eigen.values.sorted(by: >))
    // Powers of two change nothing but the unit, also where products of two elements overflow or vanish.
    for power in [0x1p900, 0x1p-900] {
      #expect(try SymmetricEigen(matrix * power).values == eigen.values.map { $0 * power })
    }
  }

  @Test("QR: the residual of least squares is at right angles to every column", arguments: 1...6)
  func leastSquares(columns: Int) throws {
    let matrix = try random(20, columns, seed: 200 + UInt64(columns))
    var numbers = SeededNumbers(seed: 9)
    let y = (0..<20).map { _ in numbers.bell() }
    let decomposition = QRDecomposition(matrix)
    let b = decomposition.solve(y).compactMap { $0 }
    let residual = zip(y, matrix * b).map { $0 - $1 }
    #expect(matrix.transposedTimes(residual).allSatisfy { abs($0) < 1e-12 })
    let inverse = decomposition.inverseCrossProduct
    #expect(largest(inverse * matrix.crossProduct() - .identity(columns)) < 1e-11)
    let back = decomposition.rotatedBack(decomposition.rotated(y))
    #expect(zip(back, y).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("QR names the later of columns that follow from others")
  func dependent() throws {
    let a = [1.0, 2, 3, 4, 7], b = [2.0, 1, 0, 5, 1]
    let matrix = try Matrix(columns: [a, b, zip(a, b).map { $0 - 2 * $1 }, [0, 0, 0, 0, 0], [1, 0, 0, 1, 0]])
    let decomposition = QRDecomposition(matrix)
    #expect(decomposition.rank == 3 && decomposition.dependent == [2, 3])
    let solution = decomposition.solve([1, 2, 3, 4, 5])
    #expect(solution[2] == nil && solution[3] == nil && solution[4] != nil)
  }

  @Test("More columns than rows have the rank of the rows")
  func wide() throws {
    let decomposition = QRDecomposition(try random(3, 5, seed: 4))
    #expect(decomposition.rank == 3 && decomposition.dependent.count == 2)
  }
}
