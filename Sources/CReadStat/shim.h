// The library's types, and its functions as a table that is filled when the first file needs them: linked, the library and
// all that it stands on would cost every start of the program.
#include <dlfcn.h>
#include <stddef.h>
#include <readstat.h>

#define CREADSTAT_EACH(F) \
  F(readstat_error_message) F(readstat_parser_init) F(readstat_parser_free) F(readstat_set_metadata_handler) \
  F(readstat_set_variable_handler) F(readstat_set_value_handler) F(readstat_set_value_label_handler) \
  F(readstat_set_open_handler) F(readstat_set_close_handler) F(readstat_set_seek_handler) \
  F(readstat_set_read_handler) F(readstat_set_update_handler) F(readstat_set_io_ctx) \
  F(readstat_set_file_character_encoding) F(readstat_parse_sav) F(readstat_get_row_count) F(readstat_get_var_count) \
  F(readstat_variable_get_name) F(readstat_variable_get_label) F(readstat_variable_get_format) \
  F(readstat_variable_get_index) F(readstat_variable_get_type_class) F(readstat_value_type_class) F(readstat_value_is_system_missing) \
  F(readstat_value_is_defined_missing) F(readstat_double_value) F(readstat_string_value) F(readstat_writer_init) \
  F(readstat_writer_free) F(readstat_set_data_writer) F(readstat_writer_set_file_timestamp) \
  F(readstat_writer_set_compression) F(readstat_add_label_set) F(readstat_label_double_value) \
  F(readstat_add_variable) F(readstat_variable_set_label) F(readstat_variable_set_format) \
  F(readstat_variable_set_label_set) F(readstat_variable_set_measure) F(readstat_variable_add_missing_double_value) \
  F(readstat_begin_writing_sav) F(readstat_begin_row) F(readstat_insert_double_value) F(readstat_insert_string_value) \
  F(readstat_insert_missing_value) F(readstat_end_row) F(readstat_end_writing)

#define CREADSTAT_FIELD(f) __typeof__(&f) f;
typedef struct {
  CREADSTAT_EACH(CREADSTAT_FIELD)
} CReadStatFunctions;

/// Fills the table; returns the name of the first function that the library lacks, or NULL.
#define CREADSTAT_FIND(f) if (!(functions->f = (__typeof__(&f))dlsym(library, #f))) return #f;
static inline const char *creadstat_find(void *library, CReadStatFunctions *functions) {
  CREADSTAT_EACH(CREADSTAT_FIND)
  return NULL;
}
