# Correct digits that R's lm reaches on NIST's certified regressions, for the tests to print beside: Rscript nist.R SHARED_DATA writes nist-by-r.json.
# After nist.py, whose sets it reads too. Filip is run with tol = 1e-20 as well, since by default lm drops a column of it.
suppressMessages(library(jsonlite))
folder <- file.path(commandArgs(TRUE)[1], "nist")
digits <- function(value, certified) {
  least <- 15
  for (i in seq_along(certified)) {
    v <- value[i]; c <- certified[i]
    if (is.na(v)) return(0)
    error <- if (c == 0) abs(v) else abs(v - c) / abs(c)
    least <- min(least, if (error == 0) 15 else max(0, -log10(error)))
  }
  round(least, 1)
}
read_set <- function(name) {
  lines <- readLines(file.path(folder, paste0(name, ".dat")))
  number <- function(fields) as.numeric(fields[!is.na(suppressWarnings(as.numeric(fields)))])
  rows <- lapply(strsplit(trimws(grep("^ *B[0-9]+ ", lines, value = TRUE)), " +"), function(f) as.numeric(f[2:3]))
  rows <- rows[!sapply(rows, anyNA)]
  start <- tail(grep("^Data:", lines), 1)
  table <- do.call(rbind, lapply(strsplit(trimws(lines[(start + 1):length(lines)]), " +"), as.numeric))
  list(name = name, x = table[, -1, drop = FALSE], y = table[, 1], estimates = sapply(rows, `[`, 1), deviations = sapply(rows, `[`, 2),
    residual = number(strsplit(trimws(grep("Standard Deviation +[0-9]", lines, value = TRUE)[1]), " +")[[1]]),
    rSquared = number(strsplit(trimws(grep("R-Squared", lines, value = TRUE)[1]), " +")[[1]]),
    degree = c(Pontius = 2, Wampler1 = 5, Wampler2 = 5)[name], intercept = name != "NoInt1")
}
sets <- lapply(c("Norris", "Pontius", "NoInt1", "Longley", "Wampler1", "Wampler2"), read_set)
for (set in fromJSON("nist.json", simplifyVector = FALSE)$sets) {
  v <- function(key) as.numeric(unlist(set[[key]]))
  sets[[length(sets) + 1]] <- list(name = set$name, x = cbind(v("x")), y = v("y"), estimates = v("estimates"), deviations = v("deviations"),
    residual = v("residual"), rSquared = v("rSquared"), degree = set$degree, intercept = set$intercept)
}
result <- list()
for (set in sets) for (tol in if (set$name == "Filip") c(1e-7, 1e-20) else 1e-7) {
  x <- if (!is.na(set$degree)) outer(set$x[, 1], seq_len(set$degree), `^`) else set$x
  m <- if (set$intercept) lm(set$y ~ x, tol = tol) else lm(set$y ~ 0 + x, tol = tol)
  s <- suppressWarnings(summary(m))
  se <- rep(NA, length(coef(m))); se[!is.na(coef(m))] <- s$coefficients[, 2]
  result[[paste0(set$name, if (tol < 1e-7) " (tol 1e-20)" else "")]] <- list(
    estimates = digits(coef(m), set$estimates), deviations = digits(se, set$deviations), residual = digits(s$sigma, set$residual),
    rSquared = digits(s$r.squared, set$rSquared))
}
writeLines(toJSON(list(madeBy = "nist.R", R = R.version.string, digits = result), auto_unbox = TRUE, pretty = TRUE), "nist-by-r.json")
