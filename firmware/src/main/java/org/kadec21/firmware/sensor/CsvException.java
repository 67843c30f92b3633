package org.kadec21.firmware.sensor;

/// A CSV file that cannot be replayed at all. The message is one line for a person.
public final class CsvException extends RuntimeException {

    public CsvException(String message) {
        super(message);
    }
}
