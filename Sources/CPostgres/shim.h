// libpq's types, and its functions as a table that is filled with the first connection: linked, it and the twenty libraries that it
// stands on would cost every start of the program.
#include <dlfcn.h>
#include <stddef.h>
#if __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#else
#include <libpq-fe.h>
#endif

#define CPOSTGRES_EACH(F) \
  F(PQclear) F(PQcmdStatus) F(PQcmdTuples) F(PQconnectdb) F(PQconninfoFree) F(PQconninfoParse) F(PQerrorMessage) \
  F(PQexec) F(PQexecParams) F(PQfinish) F(PQfreemem) F(PQftype) F(PQgetisnull) F(PQgetlength) F(PQgetvalue) F(PQnfields) F(PQntuples) F(PQresultErrorField) \
  F(PQresultErrorMessage) F(PQresultStatus) F(PQsetNoticeReceiver) F(PQstatus) F(PQtransactionStatus)

#define CPOSTGRES_FIELD(f) __typeof__(&f) f;
typedef struct {
  CPOSTGRES_EACH(CPOSTGRES_FIELD)
} CPostgresFunctions;

/// Fills the table; returns the name of the first function that the library lacks, or NULL.
#define CPOSTGRES_FIND(f) if (!(functions->f = (__typeof__(&f))dlsym(library, #f))) return #f;
static inline const char *cpostgres_find(void *library, CPostgresFunctions *functions) {
  CPOSTGRES_EACH(CPOSTGRES_FIND)
  return NULL;
}
