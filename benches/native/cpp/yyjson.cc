// yyjson's document, in a pool that is kept, and a walk.

#include <yyjson.h>

#include <string>

#include "readers.h"

namespace {

std::string_view text(yyjson_val* value) {
  return {yyjson_get_str(value), yyjson_get_len(value)};
}

struct Yyjson final : Reader {
  std::string body;
  std::vector<char> pool;

  Yyjson(const char* text, std::size_t length)
      : body(text, length), pool(yyjson_read_max_memory_usage(length, 0)) {}

  bool read(Page& page) override {
    yyjson_alc allocator;
    if (!yyjson_alc_pool_init(&allocator, pool.data(), pool.size())) return false;
    auto* document = yyjson_read_opts(body.data(), body.size(), 0, &allocator, nullptr);
    if (!document) return false;
    yyjson_val* list = nullptr;
    std::size_t index, count;
    yyjson_val *name, *value;
    yyjson_obj_foreach(yyjson_doc_get_root(document), index, count, name, value) {
      if (yyjson_equals_str(name, "RequestId")) page.request_id = text(value);
      else if (yyjson_equals_str(name, "TotalCount")) page.total_count = yyjson_get_uint(value);
      else if (yyjson_equals_str(name, "PageNumber")) page.page_number = yyjson_get_uint(value);
      else if (yyjson_equals_str(name, "PageSize")) page.page_size = yyjson_get_uint(value);
      else if (yyjson_equals_str(name, "InstanceStatuses")) list = yyjson_obj_get(value, "InstanceStatus");
    }
    page.instance_statuses.reserve(yyjson_arr_size(list));
    yyjson_val* record;
    yyjson_arr_foreach(list, index, count, record) {
      auto members = yyjson_obj_iter_with(record);
      auto instance_id = text(yyjson_obj_iter_get(&members, "InstanceId"));
      auto status = text(yyjson_obj_iter_get(&members, "Status"));
      page.instance_statuses.push_back({instance_id, Status::of(status)});
    }
    return list != nullptr;
  }
};

}  // namespace

extern "C" Reader* yyjson_reader(const char* body, std::size_t length) try {
  return new Yyjson(body, length);
} catch (...) {
  return nullptr;
}
