package org.kadec21.firmware.sensor;

import java.util.ArrayList;
import java.util.List;

/// The cells of one CSV line (RFC 4180, without line breaks inside cells).
final class CsvLine {

    private CsvLine() {}

    /// Splits at commas; a cell in double quotes may hold commas and doubled quotes. Anything else
    /// is kept to the character.
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (quoted && character == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (character == '"' && (quoted || cell.isEmpty())) {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(character);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
