package org.pidesk.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jsmpp.util.MessageId;

/** By SMPP. */
final class FaultyTextServer extends FaultyServer<FaultyTextServer.Text, FaultyTextServer.Fault> {
    static final String ACCOUNT = "chaos";
    static final String PASSWORD = "loopback";

    private static final int BIND_WITHIN = 5000;

    /** What goes wrong; with the last nobody on the other side knows whether the text was taken. */
    enum Fault {
        LATER,
        GONE_BEFORE,
        GONE_AFTER
    }

    /** A part of a text. @param bytes the same in each copy */
    record Text(String to, String bytes) {
        private static final String HEADER = "\5\0\3";

        /** Whether the text is whole with it. One of which a part was refused begins again, and its parts came for nothing. */
        boolean isLast() {
            return !bytes.startsWith(HEADER) || bytes.charAt(4) == bytes.charAt(5);
        }
    }

    FaultyTextServer(long seed) {
        super("faulty-text-server", Fault.class, seed);
    }

    @Override
    void talk(Socket client) {
        try {
            var session = new SMPPServerSession(new SocketConnection(client), null, takingFrom(client), null, 1, 10);
            session.waitForBind(BIND_WITHIN).accept("sink");
        } catch (IOException | TimeoutException | PDUStringException | IllegalStateException gone) {
            hangUp(client);
        }
    }

    /** Of all that the protocol offers only one thing is asked for here. */
    private ServerMessageReceiverListener takingFrom(Socket client) {
        return (ServerMessageReceiverListener) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServerMessageReceiverListener.class},
                (proxy, method, arguments) ->
                        method.getName().equals("onAcceptSubmitSm") ? take((SubmitSm) arguments[0], client) : null);
    }

    private SubmitSmResult take(SubmitSm text, Socket client) throws ProcessRequestException, PDUStringException {
        var fault = next();
        if (fault == Fault.LATER) {
            throw new ProcessRequestException("later", SMPPConstant.STAT_ESME_RTHROTTLED);
        }
        if (fault == Fault.GONE_BEFORE) {
            hangUp(client);
        } else {
            var to = "+" + text.getDestAddress();
            var words = new String(text.getShortMessage(), StandardCharsets.ISO_8859_1);
            read(to, words);
            keep(new Text(to, words));
            if (fault == Fault.GONE_AFTER) {
                isAmbiguous();
                hangUp(client);
            }
        }
        return new SubmitSmResult(new MessageId(UUID.randomUUID().toString()), null);
    }

    private static void hangUp(Socket client) {
        try {
            client.close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
