// The library's types, and its functions as a table that is filled when the first file needs them: linked, the library and
// all that it stands on would cost every start of the program.
#include <dlfcn.h>
#include <stddef.h>
#include <expat.h>

#define CEXPAT_EACH(F) \
  F(XML_ParserCreate) F(XML_ParserFree) F(XML_SetUserData) F(XML_SetElementHandler) F(XML_SetCharacterDataHandler) \
  F(XML_SetStartDoctypeDeclHandler) F(XML_Parse) F(XML_StopParser) F(XML_GetErrorCode) F(XML_ErrorString) \
  F(XML_GetCurrentLineNumber)

#define CEXPAT_FIELD(f) __typeof__(&f) f;
typedef struct {
  CEXPAT_EACH(CEXPAT_FIELD)
} CExpatFunctions;

/// Fills the table; returns the name of the first function that the library lacks, or NULL.
#define CEXPAT_FIND(f) if (!(functions->f = (__typeof__(&f))dlsym(library, #f))) return #f;
static inline const char *cexpat_find(void *library, CExpatFunctions *functions) {
  CEXPAT_EACH(CEXPAT_FIND)
  return NULL;
}
