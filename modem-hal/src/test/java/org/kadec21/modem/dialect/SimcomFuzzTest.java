package org.kadec21.modem.dialect;

import com.code_intelligence.jazzer.junit.FuzzTest;

class SimcomFuzzTest {

    private final Dialect dialect = new SimcomDialect();

    @FuzzTest(maxDuration = "60s")
    void survivesAnything(byte[] input) {
        HostileDialogue.endsWell(dialect, input);
    }
}
