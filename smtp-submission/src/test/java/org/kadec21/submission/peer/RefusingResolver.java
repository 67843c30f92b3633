package org.kadec21.submission.peer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/// The resolver of this module's tests: whoever asks the host for a name fails, and is caught in
/// the act.
public final class RefusingResolver extends InetAddressResolverProvider {

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
                    throws UnknownHostException {
                throw new AssertionError("somebody looked up " + host + " on the host's network");
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                throw new AssertionError("somebody looked up an address on the host's network");
            }
        };
    }

    @Override
    public String name() {
        return "refusing";
    }
}
