export default function Home() {
  return <h1>Genloom</h1>;
}
