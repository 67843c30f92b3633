package org.kadec21.simulation.provider.delivery;

import java.nio.charset.StandardCharsets;

/// The harmless words that the trade has agreed on to stand for what it fights. They are put
/// together here, so that no checker takes this program for one of them.
public final class TestWords {

    /// What a virus check calls the EICAR test file.
    public static final String EICAR_NAME = "EICAR-Test-File";

    private TestWords() {}

    /// The EICAR test file (EICAR, 2003): every virus check finds it.
    public static byte[] eicar() {
        return ("X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-" + "TEST-FILE!$H+H*")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// GTUBE: every spam filter finds it.
    public static byte[] gtube() {
        return ("XJS*C4JDBQADN1.NSBN3*2IDNEN*" + "GTUBE-STANDARD-ANTI-UBE-" + "TEST-EMAIL*C.34X")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
