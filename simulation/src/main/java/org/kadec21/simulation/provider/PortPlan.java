package org.kadec21.simulation.provider;

import org.kadec21.simulation.provider.policy.Service;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Where a provider listens.
///
/// @param host the address to listen on, as the network names it
/// @param ports the port of each service; 0 takes any free one
public record PortPlan(String host, Map<Service, Integer> ports) {

    public PortPlan {
        EnumMap<Service, Integer> sorted = new EnumMap<>(Service.class);
        sorted.putAll(ports);
        ports = Collections.unmodifiableMap(sorted);
    }

    /// All services on the ports registered for them.
    public static PortPlan registered(String host) {
        EnumMap<Service, Integer> ports = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            ports.put(service, service.port());
        }
        return new PortPlan(host, ports);
    }

    /// No service yet; [#with] adds them.
    public static PortPlan none(String host) {
        return new PortPlan(host, new EnumMap<>(Service.class));
    }

    /// This plan with one more service.
    public PortPlan with(Service service, int port) {
        EnumMap<Service, Integer> more = new EnumMap<>(Service.class);
        more.putAll(ports);
        more.put(service, port);
        return new PortPlan(host, more);
    }
}
