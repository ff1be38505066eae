// The library's types, and its functions as a table that is filled when the first file needs them: linked, the library and
// all that it stands on would cost every start of the program.
#include <dlfcn.h>
#include <stddef.h>
#include <zip.h>

#define CZIP_EACH(F) \
  F(zip_source_buffer_create) F(zip_source_free) F(zip_open_from_source) F(zip_discard) F(zip_name_locate) \
  F(zip_stat_index) F(zip_fopen_index) F(zip_fread) F(zip_fclose) F(zip_file_get_error) F(zip_error_init) \
  F(zip_error_fini) F(zip_error_strerror)

#define CZIP_FIELD(f) __typeof__(&f) f;
typedef struct {
  CZIP_EACH(CZIP_FIELD)
} CZipFunctions;

/// Fills the table; returns the name of the first function that the library lacks, or NULL.
#define CZIP_FIND(f) if (!(functions->f = (__typeof__(&f))dlsym(library, #f))) return #f;
static inline const char *czip_find(void *library, CZipFunctions *functions) {
  CZIP_EACH(CZIP_FIND)
  return NULL;
}
