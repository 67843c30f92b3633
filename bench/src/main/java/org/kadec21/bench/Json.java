package org.kadec21.bench;

import tools.jackson.databind.json.JsonMapper;

import java.util.Map;

/// One JSON object on one line, fields in their order.
final class Json {

    private Json() {}

    static String line(Map<String, ?> object) {
        return JsonMapper.shared().writeValueAsString(object);
    }
}
