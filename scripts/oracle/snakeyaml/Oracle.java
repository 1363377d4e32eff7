import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.reader.UnicodeReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What SnakeYAML makes of texts, one after the other. A request is a length of four bytes and as many bytes of text; so is
 * the answer: "ok" and a line for each scalar and each empty collection (path, type, value), or "error", a class and a message.
 */
@SuppressWarnings("deprecation")
public class Oracle {
  /** Aliases may expand to more than can be printed. */
  private static final int MAX_LINES = 20_000;

  public static void main(String[] arguments) throws Exception {
    // An exhausted stack is no verdict on the text; the limits of the reader are.
    Thread thread = new Thread(null, Oracle::serve, "oracle", 1L << 29);
    thread.start();
    thread.join();
  }

  private static void serve() {
    try (DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(System.out)) {
      while (true) {
        int length = in.read();
        if (length == -1) return;
        for (int i = 0; i < 3; i++) length = length << 8 | in.readUnsignedByte();
        byte[] answer = answer(in.readNBytes(length)).getBytes(StandardCharsets.UTF_8);
        out.writeInt(answer.length);
        out.write(answer);
        out.flush();
      }
    } catch (IOException error) {
      throw new IllegalStateException(error);
    }
  }

  private static String answer(byte[] text) {
    try {
      List<String> lines = new ArrayList<>();
      lines.add("ok");
      new Reader(text).describe(lines);
      return String.join("\n", lines);
    } catch (Throwable error) {
      return "error\n" + error.getClass().getSimpleName() + "\n" + error.getMessage();
    }
  }

  /** The reader with its defaults, but for limits that came and went with its versions. */
  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(200);
    options.setCodePointLimit(Integer.MAX_VALUE);
    return options;
  }

  private static final class Reader extends SafeConstructor {
    private final Node root;
    private final List<Node> open = new ArrayList<>();

    Reader(byte[] text) {
      super(options());
      StreamReader reader = new StreamReader(new UnicodeReader(new ByteArrayInputStream(text)));
      root = new Composer(new ParserImpl(reader), new Resolver(), options()).getSingleNode();
      // This resolves merge keys and drops duplicate ones in the nodes themselves, too.
      if (root != null) constructDocument(root);
    }

    void describe(List<String> lines) {
      if (root != null) describe("", root, lines);
    }

    private void describe(String path, Node node, List<String> lines) {
      if (lines.size() > MAX_LINES) return;
      if (open.contains(node)) {
        lines.add(path + "\trecursive\t");
      } else if (node instanceof ScalarNode) {
        String type = node.getTag().getValue().replaceFirst("^tag:yaml.org,2002:", "");
        boolean isText = type.equals("str") || type.equals("timestamp") || type.equals("merge");
        String value =
            isText ? ((ScalarNode) node).getValue() : String.valueOf(constructObject(node));
        lines.add(path + "\t" + type + "\t" + quoted(value));
      } else {
        open.add(node);
        if (node instanceof SequenceNode) describeItems(path, ((SequenceNode) node).getValue(), lines);
        else describeEntries(path, ((MappingNode) node).getValue(), lines);
        open.remove(open.size() - 1);
      }
    }

    private void describeItems(String path, List<Node> items, List<String> lines) {
      if (items.isEmpty()) lines.add(path + "\tseq\t");
      for (int i = 0; i < items.size(); i++) describe(path + "/" + i, items.get(i), lines);
    }

    private void describeEntries(String path, List<NodeTuple> entries, List<String> lines) {
      if (entries.isEmpty()) lines.add(path + "\tmap\t");
      for (NodeTuple entry : entries) {
        Node key = entry.getKeyNode();
        if (key instanceof ScalarNode)
          describe(path + "/" + quoted(((ScalarNode) key).getValue()), entry.getValueNode(), lines);
        else lines.add(path + "\tcomplex key\t");
      }
    }
  }

  /** A text as JSON writes it, in ASCII. */
  private static String quoted(String text) {
    StringBuilder result = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') result.append('\\').append(c);
      else if (c >= ' ' && c <= '~') result.append(c);
      else result.append(String.format("\\u%04x", (int) c));
    }
    return result.append('"').toString();
  }
}
