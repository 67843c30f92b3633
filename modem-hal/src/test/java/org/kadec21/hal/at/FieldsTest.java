package org.kadec21.hal.at;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "+CSQ: 20,99                   ; [20, 99]",
                "^SYSINFO:2,255                ; [2, 255]",
                "+COPS: 0,0,\"a, b\",2         ; [0, 0, a, b, 2]",
                "+QIURC: \"recv\",0            ; [recv, 0]",
                "+QIURC: recv,0                ; [recv, 0]",
                "+CPIN: \"SIM PIN              ; [SIM PIN]",
                "+WBND: 0-4),1                 ; [0-4, 1]",
                "+CRM: (0-2)                   ; [(0-2)]",
                "+CSS: ? , 4145                ; [?, 4145]",
                "+CREG:                        ; []",
            })
    void readsParametersLeniently(String line, String values) {
        assertThat(Fields.of(line).values()).hasToString(values);
    }
}
