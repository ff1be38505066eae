// The library's types, and its functions as a table that is filled when the first file needs them: linked, the library and
// all that it stands on would cost every start of the program.
#include <dlfcn.h>
#include <stddef.h>
#include <xlsxwriter.h>

#define CXLSXWRITER_EACH(F) \
  F(workbook_new_opt) F(workbook_add_worksheet) F(workbook_add_format) F(workbook_set_properties) F(workbook_close) \
  F(lxw_strerror) F(format_set_num_format) F(format_set_bold) F(format_set_text_wrap) F(worksheet_write_number) \
  F(worksheet_write_string) F(worksheet_freeze_panes) F(worksheet_set_column)

#define CXLSXWRITER_FIELD(f) __typeof__(&f) f;
typedef struct {
  CXLSXWRITER_EACH(CXLSXWRITER_FIELD)
} CXlsxWriterFunctions;

/// Fills the table; returns the name of the first function that the library lacks, or NULL.
#define CXLSXWRITER_FIND(f) if (!(functions->f = (__typeof__(&f))dlsym(library, #f))) return #f;
static inline const char *cxlsxwriter_find(void *library, CXlsxWriterFunctions *functions) {
  CXLSXWRITER_EACH(CXLSXWRITER_FIND)
  return NULL;
}
