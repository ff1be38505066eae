# Mixed models as lme4, lmerTest and pbkrtest have them.  Rscript make.R [FILE…]   (intercepts.json, slopes.json,
# several.json and weighted.json)
#
# A predictor far from 0 whose slope may correlate with the intercept is centred for R, and the results are carried back: the model is the
# same, but R would lose five digits of Kenward-Roger and all of lmerTest's numerical derivatives.
# lme4 stops where the deviance no longer changes, about half the digits away from its least point. So its theta is carried on here by
# Newton steps on the exact score, written out with dense n x n matrices, and lme4 is then told to stay at that theta: coefficients,
# variances, Kenward-Roger all follow from the same point. "criterionByLme4" is what lme4 itself reached. Satterthwaite's degrees of
# freedom are given twice: by lmerTest, whose second derivatives are numerical, and from differences of the exact score.
# pbkrtest 0.5.2 takes models with weights and leaves the weights out of the residuals' covariance. So Kenward-Roger comes from the same
# model in rows times the roots of their weights, with the offset taken off, which it has right.
suppressMessages({ library(lme4); library(lmerTest); library(pbkrtest); library(jsonlite) })
args <- commandArgs(FALSE)
folder <- dirname(sub("--file=", "", grep("--file=", args, value = TRUE)))

stay <- function(fn, par, lower, upper, control, ...) list(par = par, fval = fn(par), conv = 0, message = "", feval = 1)
tight <- lmerControl(optimizer = "nloptwrap", calc.derivs = FALSE,
  optCtrl = list(xtol_abs = 1e-13, xtol_rel = 1e-15, ftol_abs = 1e-15, ftol_rel = 1e-16, maxeval = 100000))
fixedControl <- lmerControl(optimizer = stay, calc.derivs = FALSE)

# -2 log likelihood and its score in (theta, sigma) with the coefficients at their best, from the n x n covariance.
scoreOf <- function(m, reml) {
  root <- sqrt(weights(m)); Z <- root * t(as.matrix(getME(m, "Zt"))); X <- root * getME(m, "X"); y <- root * (getME(m, "y") - getME(m, "offset")); Lt <- getME(m, "Lambdat"); Lind <- getME(m, "Lind")
  n <- nrow(X); df <- if (reml) n - ncol(X) else n
  D <- lapply(seq_along(getME(m, "theta")), function(j) { A <- Lt; A@x <- as.numeric(Lind == j); t(as.matrix(A)) })
  function(theta, sigma = NULL) {
    A <- Lt; A@x <- theta[Lind]; L <- t(as.matrix(A)); ZL <- Z %*% L
    H <- diag(n) + tcrossprod(ZL); Hi <- chol2inv(chol(H)); XtHi <- crossprod(X, Hi)
    N <- solve(XtHi %*% X); P <- Hi - crossprod(XtHi, N %*% XtHi); Py <- P %*% y; r2 <- sum(y * Py)
    W <- if (reml) P else Hi
    s2 <- if (is.null(sigma)) r2 / df else sigma^2
    g <- sapply(D, function(d) { dH <- Z %*% d %*% t(ZL); dH <- dH + t(dH); sum(W * dH) - sum(Py * (dH %*% Py)) / s2 })
    list(gradient = g, sigmaGradient = 2 * df / sqrt(s2) - 2 * r2 / s2^1.5, N = N, s2 = s2)
  }
}
polish <- function(m, reml) {
  score <- scoreOf(m, reml); theta <- getME(m, "theta"); best <- score(theta)$gradient
  for (i in 1:25) {
    J <- numDeriv::jacobian(function(t) score(t)$gradient, theta); J <- (J + t(J)) / 2
    e <- eigen(J); keep <- e$values > 1e-7 * max(abs(e$values))
    step <- -e$vectors[, keep, drop = FALSE] %*% ((t(e$vectors[, keep, drop = FALSE]) %*% best) / e$values[keep])
    g <- score(theta + c(step))$gradient
    if (sum(g^2) >= 0.5 * sum(best^2)) break
    theta <- theta + c(step); best <- g
  }
  diag0 <- getME(m, "lower") == 0
  theta[diag0 & abs(theta) < 1e-7] <- 0
  list(theta = abs(theta) * ifelse(diag0, 1, sign(theta)), gradient = max(abs(best)))
}
# Steps wide enough for the score's rounding.
wide <- list(d = 0.02, r = 6, eps = 1e-3)
satterthwaite <- function(m, reml, A0) {
  score <- scoreOf(m, reml); k <- length(getME(m, "theta")); par <- c(getME(m, "theta"), sigma(m))
  full <- function(v) { s <- score(v[1:k], v[k + 1]); c(s$gradient, s$sigmaGradient) }
  H <- numDeriv::jacobian(full, par, method.args = wide); H <- (H + t(H)) / 2
  e <- eigen(H); keep <- e$values > 1e-8; A <- 2 * e$vectors[, keep, drop = FALSE] %*% (t(e$vectors[, keep, drop = FALSE]) / e$values[keep])
  p <- ncol(getME(m, "X"))
  J <- numDeriv::jacobian(function(v) c(v[k + 1]^2 * score(v[1:k], v[k + 1])$N), par, method.args = wide)
  V <- as.matrix(vcov(m))
  sapply(1:p, function(i) {
    l <- A0[i, ]; g <- apply(J, 2, function(j) sum(l * (matrix(j, p) %*% l)))
    2 * sum(l * (V %*% l))^2 / sum(g * (A %*% g))
  })
}
# The same model without weights and offset; the mean weight at 1, since pbkrtest takes a large residual variance for a singular one.
turned <- function(m, theta, d, random, reml) {
  root <- sqrt(weights(m) / mean(weights(m))); X <- root * getME(m, "X"); parts <- c()
  e <- as.data.frame(X); names(e) <- paste0("c", seq_len(ncol(X))); fixed <- names(e)
  e$y <- root * (getME(m, "y") - getME(m, "offset"))
  for (k in seq_along(random)) {
    r <- random[[k]]; e[[r$g]] <- d[[r$g]]; own <- paste0("z", k, "_", seq_along(r$effects))
    for (j in seq_along(own)) e[[own[j]]] <- root * (if (r$effects[j] == "1") 1 else d[[r$effects[j]]])
    parts <- c(parts, if (r$correlated) paste0("(0 + ", paste(own, collapse = " + "), " | ", r$g, ")") else paste0("(0 + ", own, " | ", r$g, ")"))
  }
  f <- as.formula(paste("y ~ 0 +", paste(c(fixed, parts), collapse = " + ")))
  k <- suppressMessages(suppressWarnings(lmerTest::lmer(f, e, REML = reml, control = fixedControl, start = list(theta = theta * sqrt(mean(weights(m)))))))
  stopifnot(max(abs(scoreOf(k, reml)(getME(k, "theta"))$gradient)) < 1e-6)
  k
}
one <- function(name, d, formula, random, reml, joint = NULL, w = NULL, o = NULL) {
  d$.w <- if (is.null(w)) rep(1, nrow(d)) else w; d$.o <- if (is.null(o)) rep(0, nrow(d)) else o
  original <- d
  shift <- if (any(sapply(random, function(r) identical(r$effects, c("1", "x")) && r$correlated))) round(mean(d$x)) else 0
  d$x <- d$x - shift
  m0 <- suppressMessages(suppressWarnings(lme4::lmer(formula, d, REML = reml, control = tight, weights = .w, offset = .o)))
  at <- polish(m0, reml)
  m <- suppressMessages(suppressWarnings(lmerTest::lmer(formula, d, REML = reml, control = fixedControl, weights = .w, offset = .o, start = list(theta = at$theta))))
  stopifnot(max(abs(getME(m, "theta") - at$theta)) == 0)
  # Saddles and ties are not worth a reference.
  if (devCrit(m) > devCrit(m0) + 1e-7 || at$gradient > 1e-7) { message("dropped: ", name, " ", devCrit(m) - devCrit(m0), " ", at$gradient); return(NULL) }
  X <- getME(m, "X"); p <- ncol(X); B <- diag(p); if (shift != 0) B[1, match("x", colnames(X))] <- -shift; vc <- VarCorr(m); re <- ranef(m, condVar = TRUE)
  terms <- lapply(random, function(r) list(name = unbox(r$name), groups = as.integer(factor(d[[r$g]])) - 1L, effects = lapply(r$effects, function(e) if (e == "1") rep(1, nrow(d)) else original[[e]]), correlated = unbox(r$correlated)))
  back <- function(r) { Tr <- diag(length(r$effects)); if (identical(r$effects, c("1", "x"))) Tr[1, 2] <- -shift; Tr }
  # The covariance of each of our terms, wherever lme4 keeps it.
  covs <- lapply(random, function(r) {
    q <- length(r$effects); out <- matrix(0, q, q); labels <- ifelse(r$effects == "1", "(Intercept)", r$effects)
    for (v in vc[grepl(paste0("^", gsub(":", "\\\\:", r$g), "(\\.[0-9]+)?$"), names(vc))]) {
      k <- match(colnames(v), labels); if (all(!is.na(k))) out[k, k] <- v
    }
    Tr <- back(r); c(Tr %*% out %*% t(Tr))
  })
  modes <- lapply(random, function(r) c(as.matrix(re[[r$g]][ifelse(r$effects == "1", "(Intercept)", r$effects)]) %*% t(back(r))))
  # lme4 gives those of uncorrelated effects in a list of another shape: left out.
  deviations <- lapply(random, function(r) {
    pv <- attr(re[[r$g]], "postVar"); k <- match(ifelse(r$effects == "1", "(Intercept)", r$effects), colnames(re[[r$g]]))
    if (is.list(pv)) numeric(0) else c(t(apply(pv, 3, function(v) sqrt(pmax(0, diag(back(r) %*% v[k, k, drop = FALSE] %*% t(back(r))))))))
  })
  beta <- c(B %*% fixef(m)); L <- B
  exact <- satterthwaite(m, reml, B)
  byTest <- sapply(1:p, function(i) tryCatch(contest1D(m, L[i, ])$df, error = function(e) NA))
  F <- if (is.null(joint)) NULL else { a <- contestMD(m, L[joint, , drop = FALSE]); c(a$`F value`, a$NumDF, a$DenDF, a$`Pr(>F)`) }
  kr <- NULL
  if (reml) {
    k <- if (is.null(w)) m else turned(m, at$theta, d, random, reml)
    V <- suppressWarnings(vcovAdj(k)); ddf <- sapply(1:p, function(i) get_Lb_ddf(k, L[i, ]))
    kr <- list(covariance = c(B %*% as.matrix(V) %*% t(B)), df = ddf)
    if (!is.null(joint)) {
      mod <- suppressWarnings(KRmodcomp(k, L[joint, , drop = FALSE])); s <- mod$stats
      kr$joint <- c(s$Fstat, s$ndf, s$ddf, s$p.value, s$F.scaling)
    }
  }
  list(name = unbox(name), reml = unbox(reml), outcome = d$y, names = colnames(X), columns = lapply(1:p, function(i) unname(X[, i] + if (colnames(X)[i] == "x") shift else 0)), random = unname(terms),
    coefficients = unname(beta), covariance = c(B %*% as.matrix(vcov(m)) %*% t(B)), covariances = unname(covs), residualVariance = unbox(sigma(m)^2),
    criterion = unbox(devCrit(m)), criterionByLme4 = unbox(devCrit(m0)), aic = unbox(AIC(m)), bic = unbox(BIC(m)), singular = unbox(isSingular(m, 1e-6)),
    weights = w, offset = o, modes = unname(modes), deviations = unname(deviations), satterthwaite = exact, byLmerTest = byTest, joint = if (is.null(joint)) NULL else as.list(joint - 1L), jointTest = F, kenwardRoger = kr)
}
devCrit <- function(m) if (isREML(m)) REMLcrit(m) else -2 * as.numeric(logLik(m))
I <- function(g, name = g) list(name = name, g = g, effects = "1", correlated = TRUE)
S <- function(g, effects, correlated = TRUE) list(name = g, g = g, effects = effects, correlated = correlated)

unequal <- function(k, low, high) rep(seq_len(k), sample(low:high, k, TRUE))
make <- function(seed, kind) {
  set.seed(seed)
  sd <- c(0, 0.3, 1, 3)[1 + seed %% 4]
  if (kind == "intercept") {
    g <- if (seed %% 3 == 0) rep(1:6, each = 5) else unequal(sample(5:9, 1), 1, 8)
    d <- data.frame(g = g, x = round(rnorm(length(g)), 2)); d$w <- round(rnorm(max(g)), 2)[g]
    d$f <- factor(sample(c("a", "b", "c"), nrow(d), TRUE)); d$fb <- as.numeric(d$f == "b"); d$fc <- as.numeric(d$f == "c")
    d$y <- round(2 + 0.5 * d$x + 0.4 * d$w + 0.3 * d$fb + sd * rnorm(max(g))[g] + rnorm(nrow(d)), 3)
    f <- list(y ~ 1 + (1 | g), y ~ x + (1 | g), y ~ x + w + (1 | g), y ~ x + f + (1 | g))[[1 + seed %% 4]]
    return(list(d = d, f = f, r = list(I("g")), joint = list(NULL, NULL, 2:3, 3:4)[[1 + seed %% 4]]))
  }
  if (kind == "slope") {
    g <- unequal(sample(7:9, 1), 3, 8); d <- data.frame(g = g, x = round(runif(length(g), 0, 5) + (seed %% 3) * 20, 1))
    b <- matrix(rnorm(2 * max(g)), ncol = 2); if (seed %% 5 == 0) b[, 2] <- b[, 1]
    d$z <- round(rnorm(nrow(d)), 2)
    d$y <- round(1 + 0.3 * d$x + sd * b[d$g, 1] + 0.6 * b[d$g, 2] * (d$x - mean(d$x)) + 0.2 * d$z + rnorm(nrow(d)), 3)
    pick <- 1 + seed %% 4
    f <- list(y ~ x + (x | g), y ~ x + (x || g), y ~ x + z + (x | g), y ~ x + z + (0 + x | g))[[pick]]
    r <- list(list(S("g", c("1", "x"))), list(S("g", c("1", "x"), FALSE)), list(S("g", c("1", "x"))), list(S("g", "x")))[[pick]]
    return(list(d = d, f = f, r = r, joint = if (pick > 2) 2:3))
  }
  if (kind == "nested") {
    school <- rep(1:sample(4:5, 1), each = 12); class <- paste(school, sample(1:3, length(school), TRUE), sep = ".")
    d <- data.frame(school = school, class = factor(class)); d$x <- round(rnorm(nrow(d)), 2); d$t <- as.numeric(d$school %% 2)
    d$y <- round(5 + 0.3 * d$x + sd * rnorm(9)[d$school] + rnorm(nlevels(d$class))[d$class] + rnorm(nrow(d)), 3)
    f <- if (seed %% 2) y ~ x + t + (1 | class) + (1 | school) else y ~ x + (1 | class) + (1 | school)
    return(list(d = d, f = f, r = list(I("school"), I("class")), joint = if (seed %% 2) 2:3))
  }
  if (kind == "crossed") {
    d <- expand.grid(s = 1:8, i = 1:6); d <- d[sample(nrow(d), 40), ]; d$t <- as.numeric(d$i > 3); d$x <- round(rnorm(40), 2)
    d$y <- round(3 + 0.4 * d$t + sd * rnorm(8)[d$s] + 0.7 * rnorm(6)[d$i] + 0.4 * rnorm(8)[d$s] * d$x + rnorm(40), 3)
    pick <- 1 + seed %% 3
    f <- list(y ~ t + (1 | s) + (1 | i), y ~ x + t + (1 | s) + (1 | i), y ~ x + (x | s) + (1 | i))[[pick]]
    r <- list(list(I("s"), I("i")), list(I("i"), I("s")), list(S("s", c("1", "x")), I("i")))[[pick]]
    return(list(d = d, f = f, r = r, joint = if (pick == 2) 2:3))
  }
  if (kind == "three") {
    d <- expand.grid(a = 1:6, b = 1:5, c = 1:2); d <- d[sample(60, 48), ]; d$x <- round(rnorm(48), 2)
    d$cell <- d$a + 6 * (d$b - 1)
    d$y <- round(sd * rnorm(6)[d$a] + 0.8 * rnorm(5)[d$b] + 0.9 * rnorm(30)[d$cell] + 0.3 * d$x + 0.7 * rnorm(48), 3)
    return(list(d = d, f = y ~ x + (1 | a) + (1 | b) + (1 | cell), r = list(I("a"), I("b"), I("cell"))))
  }
  g <- rep(1:9, each = 7); d <- data.frame(g = g, x = round(rnorm(63), 2), z = round(rnorm(63), 2)); b <- matrix(rnorm(27), ncol = 3)
  d$y <- round(1 + sd * b[g, 1] + 0.8 * b[g, 2] * d$x + 0.5 * b[g, 3] * d$z + rnorm(63), 3)
  list(d = d, f = y ~ x + z + (x + z | g), r = list(S("g", c("1", "x", "z"))), joint = 2:3)
}
write <- function(file, seeds) {
  if (length(commandArgs(TRUE)) > 0 && !file %in% commandArgs(TRUE)) return(invisible())
  cases <- list()
  for (kind in names(seeds)) for (seed in seeds[[kind]]) {
    reml <- seed %% 7 < 5; it <- make(seed, kind)
    name <- paste0(kind, " ", seed, if (reml) ", REML" else ", ML")
    w <- if (file == "weighted.json" && seed %% 4 > 0) round(exp(0.8 * rnorm(nrow(it$d))), 2) + 0.05
    if (seed %% 8 == 7 && !is.null(w)) w <- 40 * w
    o <- if (file == "weighted.json" && seed %% 4 != 1) round(5 + 2 * rnorm(nrow(it$d)), 2)
    case <- tryCatch(one(name, it$d, it$f, it$r, reml, it$joint, w, o), error = function(e) { message(name, ": ", conditionMessage(e)); NULL })
    if (!is.null(case)) cases <- c(cases, list(case))
  }
  out <- list(madeBy = unbox("make.R"), R = unbox(as.character(getRversion())), lme4 = unbox(as.character(packageVersion("lme4"))), lmerTest = unbox(as.character(packageVersion("lmerTest"))), pbkrtest = unbox(as.character(packageVersion("pbkrtest"))), tolerance = unbox(1e-8), cases = cases)
  writeLines(toJSON(out, digits = NA, auto_unbox = FALSE, null = "null", na = "null"), file.path(folder, file))
  message(file, ": ", length(cases), " cases")
}
write("intercepts.json", list(intercept = 1:72))
write("slopes.json", list(slope = 101:148, triple = 401:406))
write("several.json", list(nested = 201:224, crossed = 301:324, three = 501:508))
write("weighted.json", list(intercept = 601:616, slope = 617:628, nested = 629:634, crossed = 635:646, three = 647:650, triple = 651:652))
