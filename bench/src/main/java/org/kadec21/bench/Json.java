package org.kadec21.bench;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// One JSON object on one line, fields in their order.
final class Json {

    private Json() {}

    static String line(Map<String, ?> object) {
        return JsonMapper.shared().writeValueAsString(object);
    }
}
